import { homeOfTables, migrate, pendingAt } from '../database/migrate.js';
import { RelationalDatabase } from '../database/relational-database.js';
import { serverFacts } from '../database/requirements/server-facts.js';
import { scarceConnections, serverProblems, tooFewConnections } from '../database/requirements/server-problems.js';
import { tablesProblems } from '../database/requirements/tables-problems.js';
import { examinePooler, toldProcessId } from '../database/session/examine-pooler.js';
import { ensureRoleDefaults } from '../database/session/role-defaults.js';
import { withClient } from '../database/with-client.js';
import { StartError } from '../shared/errors.js';
import { addressesOf, type DatabaseAddress } from './database-address.js';

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
  const notices = address.embedded ? [] : await checkServer(address);
  const applied = await migrateTables(address);
  if (!address.embedded) notices.push(...(await preparePooler(address)));
  return { applied, notices };
}

async function checkServer(address: DatabaseAddress): Promise<string[]> {
  const { pooled, direct } = addressesOf(address);
  const { facts, shared } = await withClient(direct, async (client) => {
    const facts = await serverFacts(async (sql) => (await client.query(sql)).rows);
    return { facts, shared: pooled.url !== direct.url || facts.processId !== toldProcessId(client) };
  });
  refuse(direct.setting, [...serverProblems(facts), ...(shared ? [] : tooFewConnections(facts))]);
  return shared ? [] : scarceConnections(facts).map((line) => `${direct.setting}: ${line}`);
}

async function migrateTables(address: DatabaseAddress): Promise<string[]> {
  const { direct } = addressesOf(address);
  const database = await RelationalDatabase.open({ url: direct.url, poolSize: 2 });
  try {
    const home = await homeOfTables(database);
    const [role] = await database.rows<{ role: string; database: string }>({
      text: 'select session_user::text as role, current_database()::text as database',
      values: [],
    });
    refuse(direct.setting, tablesProblems(home, role!, pendingAt(home).length > 0));
    return await migrate(database);
  } finally {
    await database.close();
  }
}

async function preparePooler(address: DatabaseAddress): Promise<string[]> {
  const { pooled, direct } = addressesOf(address);
  const pooling = await examinePooler({ connectionString: pooled.url });
  if (pooling === 'none') return [];
  const changed = await ensureRoleDefaults(pooled, direct);
  return [
    ...(changed
      ? [`${pooled.setting}: settings were made defaults of the role; connections that the pooler holds already lack them until RECONNECT is run on its console.`]
      : []),
    ...(pooling === 'untracked' ? [`${pooled.setting}: ${UNTRACKED}`] : []),
  ];
}

export const UNTRACKED =
  'the pooler does not track prepared statements, so each is planned anew; PgBouncer 1.21 or newer does, with max_prepared_statements (200 is its default).';

function refuse(setting: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new StartError(problems.map((problem) => `${setting}: ${problem}`).join('\n'));
}
