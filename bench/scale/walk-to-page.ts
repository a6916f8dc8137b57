import { Connection } from '../load/connection.ts';
import { deepPage } from '../operations/deep-page.ts';
import { httpRequest } from '../sides/requests.ts';

const LARGEST_PAGE = 100;

interface Walked {
  data?: { project?: { list: { edges: { cursor: string }[] } } };
}

/**
 * Cursors behind which pages of a project's files begin, from page `first` of 20 on and so many of them, learnt as a client
 * learns them: by walking there. Fewer when the list ends; each page is full.
 */
export async function walkToPages(
  { port, token, id }: { port: number; token: string; id: string },
  first: number,
  count: number,
): Promise<string[]> {
  const connection = await Connection.open(port);
  try {
    const cursors: string[] = [];
    let after: string | null = null;
    for (let row = 0; cursors.length < count;) {
      const body = { query: deepPage.walk!.document, variables: { id: `${deepPage.idPrefix}${id}`, after } };
      const answer = JSON.parse((await connection.exchange(httpRequest(port, body, token))).body.toString()) as Walked;
      const edges: { cursor: string }[] | undefined = answer.data?.project?.list.edges;
      if (!edges) throw new Error(`The list could not be walked: ${JSON.stringify(answer).slice(0, 500)}`);
      for (const { cursor } of edges) {
        row++;
        if (row >= (first - 1) * 20 && row % 20 === 0 && cursors.length < count) cursors.push(cursor);
      }
      // The cursors of the last page lead to one that is not full, or to none.
      if (edges.length < LARGEST_PAGE)
        return cursors.filter((cursor) => !edges.some((edge) => edge.cursor === cursor)).slice(0, -1);
      after = edges.at(-1)!.cursor;
    }
    return cursors;
  } finally {
    connection.close();
  }
}
