const DATA = ['application/json', 'application/graphql-response+json'];

/**
 * Whether a request for `GET /graphql` wants to look at a page: it brings no operation, and its `Accept` header names HTML
 * above data (RFC 9110 §12.5.1). A wildcard alone, as scripts send it, is no wish for a page.
 */
export function prefersPage(accept: string | undefined, query: Readonly<Record<string, unknown>>): boolean {
  if (accept === undefined || 'query' in query || 'extensions' in query) return false;
  const ranges = accept.split(',').map(readRange);
  const html = qualityOf('text/html', ranges, (range) => range === 'text/html');
  return html > 0 && DATA.every((type) => html > qualityOf(type, ranges));
}

interface MediaRange {
  range: string;
  quality: number;
}

function readRange(text: string): MediaRange {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return { range, quality: Number.isFinite(quality) ? quality : 0 };
}

/** What the most specific range that fits the type says of it; 0 when none does. */
function qualityOf(type: string, ranges: MediaRange[], counts: (range: string) => boolean = () => true): number {
  const fitting = [type, `${type.split('/')[0]}/*`, '*/*'].filter(counts);
  return fitting.map((name) => ranges.find(({ range }) => range === name)).find((found) => found)?.quality ?? 0;
}
