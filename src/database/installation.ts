import { createHash } from 'node:crypto';
import { StartError } from '../shared/errors.js';
import type { RowSource } from './row-source.js';

/** What tells one installation from every other, as PostgreSQL knows it. */
export interface InstallationIdentity {
  /** Random; the same in a copy of the database. */
  id: string;
  /** Of the database within its server: a copy beside it has another. */
  databaseOid: number;
  schema: string;
  /** Of the server's data (`pg_control_system()`), standbys included; null where the role may not ask. */
  systemIdentifier: string | null;
}

const IDENTITY = `
  select installation.id,
    (select relnamespace::regnamespace::text from pg_class where oid = 'installation'::regclass) as schema,
    (select oid::int8 from pg_database where datname = current_database()) as "databaseOid"
  from installation`;

const INSUFFICIENT_PRIVILEGE = '42501';
const UNDEFINED_FUNCTION = '42883';

/** @throws StartError when the row of the installation is gone. */
export async function installationIdentity(source: RowSource): Promise<InstallationIdentity> {
  const [row] = await source.rows<Omit<InstallationIdentity, 'systemIdentifier'>>({ text: IDENTITY, values: [] });
  if (!row)
    throw new StartError(
      'The table installation has lost its row. Put it back: insert into installation (only_row, id) values (true, gen_random_uuid())',
    );
  return { ...row, systemIdentifier: await systemIdentifier(source) };
}

async function systemIdentifier(source: RowSource): Promise<string | null> {
  try {
    const [row] = await source.rows<{ identifier: string }>({
      text: 'select system_identifier::text as identifier from pg_control_system()',
      values: [],
    });
    return row!.identifier;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === INSUFFICIENT_PRIVILEGE || code === UNDEFINED_FUNCTION) return null;
    throw error;
  }
}

/**
 * What every topic and key in Redis begins with: the same for all servers of an installation, another for every other one, be it a
 * copy. The number of Redis's database is part of it, since topics are common to all databases of a Redis.
 */
export function redisNamespace(
  { id, databaseOid, schema, systemIdentifier }: InstallationIdentity,
  redisDatabase: number,
): string {
  const identity = JSON.stringify([systemIdentifier, databaseOid, schema, id, redisDatabase]);
  return `atrium:${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`;
}
