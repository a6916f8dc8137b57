import { randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * What is between us and PostgreSQL: nothing, or a pooler that lends a connection for as long as a client is connected (`session`)
 * or for a transaction, in which case it tracks the statements that a client has prepared, or does not.
 */
export type Pooling = 'none' | 'session' | 'tracked' | 'untracked';

/** Times that it is tried to have a statement executed on another connection than the one it was prepared on. */
const ROUNDS = 10;
/** Milliseconds to wait for a connection of the pooler: a pool of one has none while another client holds it. */
const PATIENCE = 2_000;

/** PostgreSQL's code (appendix A of its manual) of a prepared statement that is not there. */
const NOT_THERE = '26000';

/** Tells by which connection it was executed. */
const TELL_PROCESS = 'select pg_backend_pid() as pid';

/** The number of PostgreSQL's process, as it told when the connection was made. A pooler tells a made-up one. */
export const toldProcessId = (client: pg.ClientBase): number => (client as unknown as { processID: number }).processID;

/** Finds out about a pooler, by connections of its own. @throws when the database does not answer. */
export async function examinePooler(connection: pg.ClientConfig): Promise<Pooling> {
  const asker = await connect(connection);
  try {
    if ((await processOf(asker, { text: TELL_PROCESS })) === toldProcessId(asker)) return 'none';
    const holder = await connect(connection);
    try {
      return await executeElsewhere(asker, holder);
    } finally {
      await holder.end().catch(() => undefined);
    }
  } finally {
    await asker.end().catch(() => undefined);
  }
}

/** Has the holder take the connection on which the statement was prepared, so that the asker gets another. */
async function executeElsewhere(asker: pg.Client, holder: pg.Client): Promise<Pooling> {
  // A name that nobody has used: what another look has left behind would pass for a statement that was tracked.
  const prepared = { name: `atrium_probe_${randomUUID()}`, text: TELL_PROCESS };
  const home = await processOf(asker, prepared);
  for (let round = 0; round < ROUNDS; round++) {
    try {
      await holder.query('begin');
      await holder.query(TELL_PROCESS);
      if ((await processOf(asker, prepared)) !== home) return 'tracked';
      await holder.query('rollback');
      // A pool hands out the connection that came back last, which is now the holder's: else both might get their own for ever.
      if ((await processOf(asker, prepared)) !== home) return 'tracked';
    } catch (error) {
      if ((error as { code?: string }).code !== NOT_THERE && !isTimeout(error)) throw error;
      // The holder may have the connection on which it was prepared. A pool of one shows nothing, and statements without names
      // are always right.
      await holder.query(`deallocate "${prepared.name}"`).catch(() => undefined);
      return 'untracked';
    }
  }
  return 'session';
}

const processOf = async (client: pg.Client, query: pg.QueryConfig): Promise<number> =>
  (await client.query<{ pid: number }>(query)).rows[0]!.pid;

const isTimeout = (error: unknown) => (error as Error).message === 'Query read timeout';

async function connect(connection: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, query_timeout: PATIENCE });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
