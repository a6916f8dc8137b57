import { userInfo } from 'node:os';
import pg from 'pg';

// As libpq does: an address without a role means the user of the operating system, also where USER is not set.
pg.defaults.user ||= userName();

/** Milliseconds that a connection may take to be made, unless told otherwise. */
export const TO_CONNECT = 5_000;

/**
 * How we connect to a PostgreSQL, be it the primary or a replica. Settings of the session are no parameters of the start-up, which
 * PgBouncer refuses: `SessionSetUp` sets them.
 * @param toConnect milliseconds
 * @param name what the connection is called in `pg_stat_activity`, unless the address says otherwise
 */
export const connectionOptions = (url: string, toConnect = TO_CONNECT, name = 'atrium'): pg.ClientConfig => ({
  connectionString: url,
  application_name: name,
  connectionTimeoutMillis: toConnect,
  keepAlive: true,
});

function userName(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    // The user has a number and no name, as in some containers.
    return undefined;
  }
}
