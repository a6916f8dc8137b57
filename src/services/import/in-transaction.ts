import pg from 'pg';
import { connectionOptions } from '../../database/connection-options.js';
import { ANSWERS_FOR_TRANSACTION, LIFT_TIMEOUTS } from '../../database/session/session-settings.js';
import { ImportError } from './import-error.js';

/**
 * Runs work on a connection of its own, in one transaction that may take its time.
 * A signal cancels the statement that runs; then, as after any failure, nothing stays.
 * @throws ImportError when the database fails, in one line; what else the work throws is passed on.
 */
export async function inTransaction<T>(url: string, signal: AbortSignal, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionOptions(url, 10_000, 'atrium import'));
  client.on('error', () => undefined); // A lost connection also fails the statement that runs or comes next.
  let stopListening = (): void => undefined;
  try {
    await client.connect();
    await client.query('begin isolation level read committed');
    await client.query(LIFT_TIMEOUTS);
    await client.query(ANSWERS_FOR_TRANSACTION);
    stopListening = await cancelOnAbort(url, client, signal);
    const result = await work(client);
    signal.throwIfAborted();
    stopListening();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw readable(error, signal);
  } finally {
    stopListening();
    await client.end().catch(() => undefined);
  }
}

/** Cancels by a second connection, which also works through a pooler. */
async function cancelOnAbort(url: string, client: pg.Client, signal: AbortSignal): Promise<() => void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const cancel = async (): Promise<void> => {
    const other = new pg.Client(connectionOptions(url));
    other.on('error', () => undefined);
    try {
      await other.connect();
      await other.query('select pg_cancel_backend($1)', [rows[0]?.pid]);
    } finally {
      await other.end();
    }
  };
  // If the server cannot be reached either, the import ends with the statement that runs.
  const listener = (): void => void cancel().catch(() => undefined);
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
}

const UNDEFINED_TABLE = '42P01';

function readable(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return new ImportError('The import was stopped; nothing of it stays.');
  if (error instanceof ImportError) return error;
  const { code, message = '' } = error as { code?: unknown; message?: string };
  if (code === UNDEFINED_TABLE) return new ImportError('The database has no tables yet; "atrium migrate" makes them.');
  // Errors of PostgreSQL and of sockets have codes; those of the driver about a lost connection have none.
  if (typeof code !== 'string' && !/connection|timeout/i.test(message)) return error;
  return new ImportError(`The database did not take the import, nothing of it stays: ${message || String(code)}`);
}
