import type pg from 'pg';

/** How we connect to a PostgreSQL, be it the primary or a replica. All times in milliseconds. */
export const connectionOptions = (url: string, times: { statementTimeout: number; toConnect: number }): pg.ClientConfig => ({
  connectionString: url,
  application_name: 'atrium',
  statement_timeout: times.statementTimeout,
  connectionTimeoutMillis: times.toConnect,
  keepAlive: true,
});
