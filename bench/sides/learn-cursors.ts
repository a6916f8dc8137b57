import { Connection } from '../load/connection.ts';
import type { Operation, Parameters } from '../operations/operation.ts';
import { httpRequest } from './requests.ts';
import type { CursorOf } from './side.ts';
import type { RunningSide } from './start-side.ts';
import type { Tokens } from './tokens.ts';

interface Edge {
  cursor: string;
  node: { id: string };
}

/** As many as a page of the walk has. */
const PAGE = 100;

/** Cursors are a server's own: walks each list that is asked for to learn which one stands at which place. */
export async function learnCursors(
  { side, port }: RunningSide,
  tokens: Tokens,
  operation: Operation,
  asked: readonly Parameters[],
): Promise<CursorOf> {
  if (!operation.walk || !side.walk) return () => null;
  const cursors = new Map<string, string>();
  const connection = await Connection.open(port);
  for (const parameters of distinctLists(asked)) {
    for (let after: string | null = null; ;) {
      const body = side.walk(operation, parameters, after);
      const token = side.kind === 'atrium' ? tokens.get(parameters.as) : undefined;
      const edges = edgesOf((await connection.exchange(httpRequest(port, body, token))).body.toString());
      for (const { cursor, node } of edges) cursors.set(node.id.slice(-36), cursor);
      if (edges.length < PAGE) break;
      after = edges.at(-1)!.cursor;
    }
  }
  connection.close();
  return ({ after }) => {
    const cursor = after && cursors.get(after.id);
    if (!cursor) throw new Error(`${side.title} has no cursor for a place that is asked for.`);
    return cursor;
  };
}

const distinctLists = (asked: readonly Parameters[]) => [...new Map(asked.map((one) => [one.id, one])).values()];

function edgesOf(body: string): Edge[] {
  interface Walked {
    list?: { edges: Edge[] };
    project?: { list: { edges: Edge[] } };
  }
  const { data } = JSON.parse(body) as { data?: Walked };
  const list = data?.list ?? data?.project?.list;
  if (!list) throw new Error(`A list could not be walked: ${body.slice(0, 500)}`);
  return list.edges;
}
