import type pg from 'pg';
import { Connection } from '../load/connection.ts';
import { MARK_LENGTH } from '../load/load.ts';
import type { Operation, Parameters } from '../operations/operation.ts';
import { learnCursors } from '../sides/learn-cursors.ts';
import { requestFor } from '../sides/requests.ts';
import type { CursorOf } from '../sides/side.ts';
import type { RunningSide } from '../sides/start-side.ts';
import type { Tokens } from '../sides/tokens.ts';
import { difference } from './difference.ts';
import { normalise } from './normalise.ts';

/** What one server is asked under load, and has to answer. */
export interface Exam {
  cursorOf: CursorOf;
  /** In the order of the parameters: the body, or of a mutation what it begins with. */
  expected: Buffer[];
}

const AT_ONCE = 8;

/** Servers answer differently: there is nothing to measure. */
export class Disagreement extends Error {}

/**
 * Asks every server the same, and holds the answers against each other.
 * @returns for each server what it answered, for its answers under load to be held against
 */
export async function agree(
  sides: readonly RunningSide[],
  tokens: Tokens,
  operation: Operation,
  asked: readonly Parameters[],
  client: pg.Client,
): Promise<Map<RunningSide, Exam>> {
  const exams = new Map<RunningSide, Exam>();
  let reference: { title: string; data: unknown[] } | undefined;
  for (const running of sides) {
    const { title } = running.side;
    const cursorOf = await learnCursors(running, tokens, operation, asked);
    const writes = operation.name === 'M1';
    const series = `check-${running.side.name}`.slice(0, MARK_LENGTH);
    const bodies = await askAll(running, tokens, operation, writes ? asked.slice(0, 1) : asked, cursorOf, series);
    const data = writes
      ? [await written(client, running, series)]
      : bodies.map((body, place) => dataOf(body, `${title}, ${operation.name}`, asked[place]!));
    reference ??= { title, data };
    const left = running.side.deviations?.filter((deviation) => deviation.operation === operation.name).map(({ field }) => field);
    for (const [place, answer] of data.entries()) {
      const found = difference(reference.data[place], answer, left);
      if (found) throw new Disagreement(`${operation.name}: ${reference.title} and ${title} answer differently. ${found}`);
    }
    exams.set(running, { cursorOf, expected: writes ? asked.map(() => beginningOf(bodies[0]!)) : bodies });
  }
  return exams;
}

async function askAll(
  running: RunningSide,
  tokens: Tokens,
  operation: Operation,
  asked: readonly Parameters[],
  cursorOf: CursorOf,
  series: string,
): Promise<Buffer[]> {
  const bodies: Buffer[] = [];
  let next = 0;
  const work = async () => {
    const connection = await Connection.open(running.port);
    while (next < asked.length) {
      const place = next++;
      const { bytes, markAt } = requestFor({ ...running, tokens }, operation, asked[place]!, cursorOf);
      if (markAt !== undefined) bytes.write(series.padEnd(MARK_LENGTH, '-'), markAt, 'latin1');
      const { status, body } = await connection.exchange(bytes);
      if (status !== 200)
        throw new Disagreement(`${running.side.title}, ${operation.name}: ${status} ${body.toString().slice(0, 500)}`);
      bodies[place] = body;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return bodies;
}

function dataOf(body: Buffer, what: string, parameters: Parameters): unknown {
  const { data, errors } = JSON.parse(body.toString()) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Disagreement(`${what} ${JSON.stringify(parameters)}: ${body.toString().slice(0, 500)}`);
  return normalise(data);
}

/** Of an answer that names what was made, all before its id. */
function beginningOf(body: Buffer): Buffer {
  const text = body.toString('latin1');
  const at = text.search(/[\da-f]{8}-[\da-f]{4}-/);
  if (at === -1) throw new Disagreement(`A mutation was refused: ${text.slice(0, 500)}`);
  return body.subarray(0, at);
}

/** The row that a mutation wrote and the event that tells of it, without what differs of necessity. */
async function written(client: pg.Client, { side }: RunningSide, series: string): Promise<unknown> {
  const name = series.padEnd(MARK_LENGTH, '-');
  const { rows } = await client.query(
    `select f.parent_id, f.project_id, f.organization_id, f.revision, f.deleted_at, e.type, e.subject_type,
       e.organization_id = f.organization_id and e.project_id = f.project_id as same_place,
       array(select unnest(e.streams) order by 1) as streams, e.data - 'name' as data, e.data->>'name' = f.name as same_name
     from folders f join (
       select * from bench.events union all select * from outbox_events
       union all select id, type, organization_id, project_id, actor_id, subject_type, subject_id, streams, data, origin, occurred_at, position
       from event_log
     ) e on e.subject_id = f.id
     where f.name = $1`,
    [name],
  );
  if (rows.length === 1) return rows[0];
  throw new Disagreement(`M1: ${side.title} wrote ${rows.length} pairs of a row and its event in place of one.`);
}
