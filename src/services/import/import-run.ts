import type { Client, QueryResultRow } from 'pg';
import type { FoundFile } from './find-files.js';
import type { Kind } from './formats/format.js';
import type { ImportProgress, KindSummary } from './import-summary.js';
import type { Problems } from './problems.js';

/** What the steps of one import share: its connection, in a transaction, and what is known so far. */
export interface ImportRun {
  client: Client;
  files: readonly FoundFile[];
  summaries: ReadonlyMap<Kind, KindSummary>;
  problems: Problems;
  /** When the import takes place. */
  now: Date;
  signal: AbortSignal;
  progress: (change: Partial<ImportProgress>) => void;
}

/** Runs a statement; rows that it changed. */
export async function run({ client, signal }: ImportRun, text: string, values: unknown[] = []): Promise<number> {
  signal.throwIfAborted();
  return (await client.query(text, values)).rowCount ?? 0;
}

/** Runs a statement that answers one row. */
export async function one<T extends QueryResultRow>(
  { client, signal }: ImportRun,
  text: string,
  values: unknown[] = [],
): Promise<T> {
  signal.throwIfAborted();
  const [row] = (await client.query<T>(text, values)).rows;
  if (row === undefined) throw new Error('a statement that must answer a row answered none');
  return row;
}

/** The rows of a query in portions, so that their number does not matter. */
export async function* portions<T extends QueryResultRow>({ client, signal }: ImportRun, text: string): AsyncGenerator<T[]> {
  await client.query(`declare portions no scroll cursor for ${text}`);
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await client.query<T>('fetch 1000 from portions');
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query('close portions');
}

/** The counts of a kind; it must be among the files of the import. */
export function summaryOf({ summaries }: ImportRun, kind: Kind): KindSummary {
  const summary = summaries.get(kind);
  if (!summary) throw new Error(`${kind} are not imported`);
  return summary;
}
