import type pg from 'pg';

/**
 * How we connect to a PostgreSQL, be it the primary or a replica. Settings of the session are no parameters of the start-up, which
 * PgBouncer refuses: `SessionSetUp` sets them.
 * @param times in milliseconds
 */
export const connectionOptions = (url: string, times: { toConnect: number }): pg.ClientConfig => ({
  connectionString: url,
  application_name: 'atrium',
  connectionTimeoutMillis: times.toConnect,
  keepAlive: true,
});
