const TYPES = ['application/json', 'application/graphql-response+json'];
const CHARSET = '; charset=utf-8';

/** A media range as clients write it, in small letters. What has other parameters is left to who knows them all. */
const RANGE = /^(\*\/\*|[\w.+-]+\/(?:\*|[\w.+-]+))(; ?charset=utf-8)?(?:; ?q=(0(?:\.\d{1,3})?|1(?:\.0{1,3})?))?$/;
const MAX_REMEMBERED = 100;
const MAX_LENGTH = 200;

const remembered = new Map<string, string | null>();

/**
 * The type in which Apollo Server answers who sends that `Accept` (RFC 9110 §12.5.1). Null when it is to find that out by itself:
 * when nothing fits, and when the header is not of the simple kind.
 */
export function answerType(accept: string | undefined): string | null {
  if (!accept) return TYPES[0] + CHARSET;
  let type = remembered.get(accept);
  if (type === undefined) {
    type = accept.length > MAX_LENGTH ? null : preferred(accept.toLowerCase());
    if (accept.length <= MAX_LENGTH && remembered.size < MAX_REMEMBERED) remembered.set(accept, type);
  }
  return type;
}

interface Wish {
  quality: number;
  /** How closely the range names the type; the closest counts. */
  precision: number;
  place: number;
}

function preferred(accept: string): string | null {
  const ranges = accept.split(',').map((text) => RANGE.exec(text.trim()));
  if (!ranges.every((range) => range !== null)) return null;
  const [best] = TYPES.map((type) => ({ type, ...wishFor(type, ranges) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || b.precision - a.precision || a.place - b.place);
  return best ? best.type + CHARSET : null;
}

function wishFor(type: string, ranges: readonly RegExpExecArray[]): Wish {
  const names = ['*/*', `${type.split('/')[0]}/*`, type];
  let wish: Wish = { quality: 0, precision: 0, place: -1 };
  ranges.forEach(([, name, charset, quality = '1'], place) => {
    const fitting = names.indexOf(name!);
    if (fitting === -1) return;
    const next = { quality: Number(quality), precision: fitting * 2 + (charset ? 1 : 0), place };
    if ((wish.precision - next.precision || wish.quality - next.quality || wish.place - place) < 0) wish = next;
  });
  return wish;
}
