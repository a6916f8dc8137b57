import type { Ask } from './ask.js';

/** What a server says of itself and of who is connected. */
export interface ServerFacts {
  /** `18.1` */
  version: string;
  /** 180001 */
  versionNumber: number;
  encoding: string;
  /** Whether it has the collation `und-x-icu`. */
  icu: boolean;
  standby: boolean;
  /** Whether transactions cannot write unless they say that they will. */
  readOnly: boolean;
  database: string;
  role: string;
  /** The number of the process that answers. */
  processId: number;
  /** Connections that the role may still open at this moment, and the most that it may ever have. */
  freeConnections: number;
  mostConnections: number;
}

const FACTS = `
  with usage as (
    select
      (select coalesce(sum(numbackends), 0) from pg_stat_database) as server,
      (select numbackends from pg_stat_database where datname = current_database()) as database,
      (select count(*) from pg_stat_activity where usename = session_user) as role
  ), most as (
    select
      current_setting('max_connections')::int - case when r.rolsuper then 0 else
        current_setting('superuser_reserved_connections')::int + coalesce(current_setting('reserved_connections', true)::int, 0) end as server,
      case when d.datconnlimit < 0 or r.rolsuper then 1000000 else d.datconnlimit end as database,
      case when r.rolconnlimit < 0 or r.rolsuper then 1000000 else r.rolconnlimit end as role
    from pg_roles r, pg_database d
    where r.rolname = session_user and d.datname = current_database()
  )
  select
    current_setting('server_version') as version,
    current_setting('server_version_num')::int as "versionNumber",
    current_setting('server_encoding') as encoding,
    exists (select from pg_collation where collname = 'und-x-icu' and collnamespace = 'pg_catalog'::regnamespace) as icu,
    pg_is_in_recovery() as standby,
    current_setting('transaction_read_only')::boolean as "readOnly",
    current_database()::text as database,
    session_user::text as role,
    pg_backend_pid() as "processId",
    least(most.server - usage.server, most.database - usage.database, most.role - usage.role)::int as "freeConnections",
    least(most.server, most.database, most.role)::int as "mostConnections"
  from usage, most`;

export async function serverFacts(ask: Ask): Promise<ServerFacts> {
  const [facts] = await ask<ServerFacts>(FACTS);
  return facts!;
}
