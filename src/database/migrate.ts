import type { EntityManager } from '@mikro-orm/postgresql';
import type { Migration } from '@mikro-orm/migrations';
import pg from 'pg';
import { StartError } from '../shared/errors.js';
import { lockKey } from './advisory-locks.js';
import type { MarkedMigration } from './migrations/list.js';
import type { RelationalDatabase } from './relational-database.js';
import { latestIncompatible, refuseWhenTooOld } from './release.js';
import { MIGRATIONS, tablesHome, type TablesHome } from './requirements/tables-home.js';
import { LIFT_TIMEOUTS } from './session/session-settings.js';

/** As MikroORM's migrator makes it, which looks for it in the schema `public` alone and would have connections of its own. */
const TABLE = `create table if not exists ${MIGRATIONS} (id serial primary key, name varchar(255), executed_at timestamptz(0) default current_timestamp(0))`;

const REQUIRE = 'update installation set required_migration = ? where required_migration is distinct from ?';

/**
 * Brings the tables to the present version, all or nothing, in one transaction: so also through a pooler. Of several that start at
 * once one does it, the others wait. The tables are where they were made, else in the first schema of the search path. Migrations of
 * a newer release stay as they are.
 * @returns the names of the migrations that were applied.
 * @throws StartError when one fails, or a newer release has applied one that is incompatible with this code.
 */
export async function migrate(database: RelationalDatabase): Promise<string[]> {
  const { migrations } = database;
  return database.em.transactional(async (em) => {
    const ask = <T extends object>(sql: string): Promise<T[]> => em.execute(sql);
    await em.execute(LIFT_TIMEOUTS);
    await em.execute(`select pg_advisory_xact_lock(${lockKey('migration')})`);
    const home = await homeOfTables(database, ask);
    if (home.schema !== null)
      await em.execute(`set local search_path to ${pg.escapeIdentifier(home.schema)}, ${home.searchPath}`);
    await refuseWhenTooOld({ rows: ({ text }) => ask(text) }, migrations);
    const pending = pendingAt(home, migrations);
    if (pending.length === 0) return [];
    await em.execute(TABLE);
    for (const migration of pending) await apply(database, em, migration);
    // In this transaction, so that a migration is applied together with what it requires of other servers.
    const required = latestIncompatible(migrations);
    if (required !== null) await em.execute(REQUIRE, [required, required]);
    return pending.map(({ name }) => name);
  });
}

/** The names of migrations that have not been applied. */
export async function pendingMigrations(database: RelationalDatabase): Promise<string[]> {
  return pendingAt(await homeOfTables(database), database.migrations).map(({ name }) => name);
}

/** Where the tables are, or will be. @param ask the database itself, unless told otherwise */
export const homeOfTables = (
  database: RelationalDatabase,
  ask = <T extends object>(text: string): Promise<T[]> => database.rows<T>({ text, values: [] }),
): Promise<TablesHome> => {
  const tables = [...database.orm.getMetadata().getAll().values()].map(({ tableName }) => tableName);
  return tablesHome(ask, [...new Set(tables.filter(Boolean))]);
};

/** Those of a release's migrations that have not been applied there. */
export const pendingAt = ({ applied }: TablesHome, migrations: readonly MarkedMigration[]): readonly MarkedMigration[] =>
  migrations.filter(({ name }) => !applied?.includes(name));

async function apply({ orm }: RelationalDatabase, em: EntityManager, { name, class: Class }: MarkedMigration): Promise<void> {
  const migration = new (Class as new (...args: unknown[]) => Migration)(orm.em.getDriver(), orm.config);
  await migration.up();
  try {
    for (const sql of migration.getQueries()) await em.execute(sql);
  } catch (error) {
    throw new StartError(`The migration ${name} failed, and nothing was changed: ${(error as Error).message}`);
  }
  await em.execute(`insert into ${MIGRATIONS} (name) values (?)`, [name]);
}
