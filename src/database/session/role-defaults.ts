import pg from 'pg';
import { StartError } from '../../shared/errors.js';
import { codeOf, withClient, type NamedAddress } from '../with-client.js';
import { sessionSettings, type SessionSetting } from './session-settings.js';

/** What a session that comes from a pooler lacks. */
export interface SessionGaps {
  /** Settings that are no defaults of its role: the statements that make them so. */
  unset: readonly string[];
  /** Whether its role has all defaults, and the session began before it had. */
  stale: boolean;
}

/** Sessions from before the role had its defaults that are ended, at most. */
const MOST_ENDED = 50;

/** Looks what the client's session lacks. */
export async function sessionGaps(client: pg.ClientBase): Promise<SessionGaps> {
  const settings = sessionSettings();
  const { rows } = await client.query<{ role: string; database: string; shown: Record<string, string>; defaults: string[] }>(`
    select session_user::text as role, current_database()::text as database,
      json_build_object(${settings.map(({ name }) => `'${name}', current_setting('${name}')`).join(', ')}) as shown,
      coalesce((
        select setconfig from pg_db_role_setting
        where setrole = (select oid from pg_roles where rolname = session_user)
          and setdatabase = (select oid from pg_database where datname = current_database())
      ), '{}') as defaults`);
  const { role, database, shown, defaults } = rows[0]!;
  const missing = settings.filter(({ name, fits }) => !fits(shown[name]!));
  const unset = missing.filter((setting) => !isAmong(defaults, setting));
  const alter = `alter role ${pg.escapeIdentifier(role)} in database ${pg.escapeIdentifier(database)} set`;
  return {
    unset: unset.map(({ name, value }) => `${alter} ${name} to '${value}'`),
    stale: missing.length > 0 && unset.length === 0,
  };
}

/** @param defaults as PostgreSQL keeps them: `DateStyle=ISO` */
const isAmong = (defaults: readonly string[], { name, fits }: SessionSetting) =>
  defaults.some((entry) => {
    const [key, ...value] = entry.split('=');
    return key!.toLowerCase() === name && fits(value.join('='));
  });

/**
 * Makes what sessions through a pooler need the default of their role in their database. First past the pooler, before it connects:
 * PgBouncer passes on the DateStyle and time zone of its first connection to all clients.
 * @param direct past the pooler, where the defaults are set
 * @returns whether they had to be set: sessions that the pooler holds already do not have them.
 * @throws StartError with the statements to run when the role may not.
 */
export async function ensureRoleDefaults(pooled: NamedAddress, direct: NamedAddress): Promise<boolean> {
  const declared = pooled.url === direct.url ? [] : (await withClient(direct, sessionGaps)).unset;
  if (declared.length > 0) await setDefaults(declared, pooled, direct);
  let changed = declared.length > 0;
  for (let ended = 0; ended < MOST_ENDED; ended++) {
    const { unset, stale } = await withClient(pooled, async (client) => {
      await client.query('begin');
      const gaps = await sessionGaps(client);
      // It is ours until the end of the transaction, so this ends nobody else's.
      if (gaps.stale) await client.query('select pg_terminate_backend(pg_backend_pid())').catch(() => undefined);
      return gaps;
    });
    if (unset.length === 0 && !stale) return changed;
    if (unset.length > 0) await setDefaults(unset, pooled, direct);
    changed ||= unset.length > 0;
  }
  throw new StartError(`${pooled.setting}: ${STALE}`);
}

export const STALE =
  'the pooler holds connections from before the role had the settings that Atrium needs; run RECONNECT on its console, or restart it.';

async function setDefaults(statements: readonly string[], pooled: NamedAddress, direct: NamedAddress): Promise<void> {
  try {
    await withClient(direct, (client) => client.query(statements.join('; ')));
  } catch (error) {
    if (error instanceof StartError || codeOf(error) === '') throw error;
    throw new StartError(`${pooled.setting}: ${mustRun(statements)} (${direct.setting} may not: ${(error as Error).message})`);
  }
}

export const mustRun = (statements: readonly string[]): string =>
  `through a pooler settings have to be defaults of the role; run: ${statements.join('; ')}`;
