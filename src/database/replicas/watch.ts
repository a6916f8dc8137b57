import pg from 'pg';
import { connectionOptions } from '../connection-options.js';

/** Longer than that, in milliseconds, a replica may not take to say how far it is, or to be connected to. */
export const PATIENCE = 2_000;

/** What a server says of itself. */
interface Standing {
  /** Of the cluster and the database in it, which are the same on the primary and its replicas. */
  identity: string;
  standby: boolean;
  /** Up to which byte of the log the server has come. */
  reached: number;
}

const ASK = `
  select
    (select system_identifier from pg_control_system()) || '/' || (select oid from pg_database where datname = current_database()) as identity,
    pg_is_in_recovery() as standby,
    (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end - '0/0')::float8 as reached`;

/** Asks a server what it is and how far it has come, by a connection that nothing else keeps busy. */
export class Watch {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = new pg.Pool({
      ...connectionOptions(url, PATIENCE, 'atrium watch'),
      max: 1,
      query_timeout: PATIENCE,
    });
    // Of an idle connection; the next look finds out what there is to it.
    this.pool.on('error', () => undefined);
  }

  /** @throws when there is no answer, or none in time. */
  async standing(): Promise<Standing> {
    return (await this.pool.query<Standing & pg.QueryResultRow>(ASK)).rows[0]!;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
