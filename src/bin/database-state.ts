import { connectionOptions } from '../database/connection-options.js';
import { homeOfTables, pendingAt } from '../database/migrate.js';
import { tooOld, unknownRequirement } from '../database/release.js';
import { RelationalDatabase } from '../database/relational-database.js';
import { serverFacts, type ServerFacts } from '../database/requirements/server-facts.js';
import { scarceConnections, serverProblems, tooFewConnections } from '../database/requirements/server-problems.js';
import { tablesProblems } from '../database/requirements/tables-problems.js';
import { examinePooler, toldProcessId, type Pooling } from '../database/session/examine-pooler.js';
import { withClient } from '../database/with-client.js';
import { addressesOf, type DatabaseAddress } from './database-address.js';

/** Facts about the server, problems that keep it from being used, and warnings; a line each, which names the setting. */
export interface ServerState {
  facts: ServerFacts;
  problems: readonly string[];
  warnings: readonly string[];
}

/** Looks at the server, past a pooler if that is known. @throws StartError when it cannot be reached. */
export async function lookAtServer(address: DatabaseAddress): Promise<ServerState> {
  const { pooled, direct } = addressesOf(address);
  const by = (line: string) => `${direct.setting}: ${line}`;
  return withClient(direct, async (client) => {
    const facts = await serverFacts(async <T extends object>(sql: string) => (await client.query<T>(sql)).rows);
    // A pooler shares connections among many.
    const shared = pooled.url !== direct.url || facts.processId !== toldProcessId(client);
    return {
      facts,
      problems: [...serverProblems(facts), ...(shared ? [] : tooFewConnections(facts))].map(by),
      warnings: (shared ? [] : scarceConnections(facts)).map(by),
    };
  });
}

/** Migrations of the tables, and problems that keep them from being used or updated; a line each, which names the setting. */
export interface TablesState {
  /** Names of migrations that wait. */
  pending: readonly string[];
  /** Names of migrations of a newer release. */
  newer: readonly string[];
  problems: readonly string[];
}

export async function lookAtTables(address: DatabaseAddress): Promise<TablesState> {
  const { direct } = addressesOf(address);
  const database = await RelationalDatabase.open({ url: direct.url, poolSize: 1 });
  try {
    const home = await homeOfTables(database);
    const pending = pendingAt(home, database.migrations).map(({ name }) => name);
    const problems = tablesProblems(home, pending.length > 0).map((line) => `${direct.setting}: ${line}`);
    if (problems.length > 0 || home.applied === null) return { pending, newer: [], problems };
    const required = await unknownRequirement(database, database.migrations);
    const newer = home.applied.filter((name) => !database.migrations.some((known) => known.name === name));
    return { pending, newer, problems: required === null ? [] : [tooOld(required)] };
  } finally {
    await database.close();
  }
}

/** The kind of pooler between this process and PostgreSQL. */
export const poolingOf = (address: DatabaseAddress): Promise<Pooling> =>
  examinePooler(connectionOptions(addressesOf(address).pooled.url));

export const UNTRACKED =
  'the pooler does not track prepared statements, so each is planned anew; PgBouncer 1.21 or newer does, with max_prepared_statements (200 is its default).';
