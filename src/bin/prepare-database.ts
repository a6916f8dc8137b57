import { migrate } from '../database/migrate.js';
import { RelationalDatabase } from '../database/relational-database.js';
import { ensureRoleDefaults } from '../database/session/role-defaults.js';
import { StartError } from '../shared/errors.js';
import { addressesOf, type DatabaseAddress } from './database-address.js';
import { lookAtServer, lookAtTables, poolingOf, UNTRACKED } from './database-state.js';

export interface PreparedDatabase {
  /** The names of the migrations that were applied. */
  applied: readonly string[];
  /** What whoever runs the server should know, a line each. */
  notices: readonly string[];
}

/**
 * Sees to it that the database can be used: the server, the tables, which are brought to the present version, and what a pooler
 * needs. @throws StartError with a line for each thing that is wrong.
 */
export async function prepareDatabase(address: DatabaseAddress): Promise<PreparedDatabase> {
  if (address.embedded) return { applied: await applyMigrations(address), notices: [] };
  const { problems, warnings } = await lookAtServer(address);
  refuse(problems);
  const tables = await lookAtTables(address);
  refuse(tables.problems);
  const applied = tables.pending.length > 0 ? await applyMigrations(address) : [];
  return { applied, notices: [...warnings, ...(await preparePooler(address))] };
}

async function applyMigrations(address: DatabaseAddress): Promise<string[]> {
  const database = await RelationalDatabase.open({ url: addressesOf(address).direct.url, poolSize: 1 });
  return migrate(database).finally(() => database.close());
}

async function preparePooler(address: DatabaseAddress): Promise<string[]> {
  const { pooled, direct } = addressesOf(address);
  if (pooled.url === direct.url && (await poolingOf(address)) === 'none') return [];
  const changed = await ensureRoleDefaults(pooled, direct);
  const pooling = await poolingOf(address);
  const told =
    'settings were made defaults of the role; connections that the pooler already holds lack them until RECONNECT is run on its console.';
  return [
    ...(changed ? [`${pooled.setting}: ${told}`] : []),
    ...(pooling === 'untracked' ? [`${pooled.setting}: ${UNTRACKED}`] : []),
  ];
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new StartError(problems.join('\n'));
}
