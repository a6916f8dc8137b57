import type { EntityManager } from '@mikro-orm/postgresql';
import type { Migration } from '@mikro-orm/migrations';
import pg from 'pg';
import { StartError } from '../shared/errors.js';
import { advisoryLocks } from './advisory-locks.js';
import { migrations } from './migrations/list.js';
import type { RelationalDatabase } from './relational-database.js';
import { MIGRATIONS, tablesHome, type TablesHome } from './requirements/tables-home.js';
import { LIFT_TIMEOUTS } from './session/session-settings.js';

/** As MikroORM's migrator makes it, which looks for it in the schema `public` alone and would have connections of its own. */
const TABLE = `create table if not exists ${MIGRATIONS} (id serial primary key, name varchar(255), executed_at timestamptz(0) default current_timestamp(0))`;

/**
 * Brings the tables to the present version, all or nothing, in one transaction: so also through a pooler. Of several that start at
 * once one does it, the others wait. The tables are where they were made, else in the first schema of the search path.
 * @returns the names of the migrations that were applied.
 * @throws StartError when one fails.
 */
export async function migrate(database: RelationalDatabase): Promise<string[]> {
  return database.em.transactional(async (em) => {
    await em.execute(LIFT_TIMEOUTS);
    await em.execute('select pg_advisory_xact_lock(?)', [advisoryLocks.migration]);
    const home = await homeOfTables(database, (sql) => em.execute(sql));
    const pending = pendingAt(home);
    if (pending.length === 0) return [];
    if (home.schema !== null)
      await em.execute(`set local search_path to ${pg.escapeIdentifier(home.schema)}, ${home.searchPath}`);
    await em.execute(TABLE);
    for (const name of pending) await apply(database, em, name);
    return pending;
  });
}

/** The names of migrations that have not been applied. */
export async function pendingMigrations(database: RelationalDatabase): Promise<string[]> {
  return pendingAt(await homeOfTables(database));
}

/** Where the tables are, or will be. @param ask the database itself, unless told otherwise */
export const homeOfTables = (
  database: RelationalDatabase,
  ask = <T extends object>(text: string): Promise<T[]> => database.rows<T>({ text, values: [] }),
): Promise<TablesHome> => {
  const tables = [...database.orm.getMetadata().getAll().values()].map(({ tableName }) => tableName);
  return tablesHome(ask, [...new Set(tables.filter(Boolean))]);
};

const named = migrations as { name: string; class: new (...args: unknown[]) => Migration }[];

export const pendingAt = ({ applied }: TablesHome): string[] =>
  named.map(({ name }) => name).filter((name) => !applied?.includes(name));

async function apply({ orm }: RelationalDatabase, em: EntityManager, name: string): Promise<void> {
  const { class: Class } = named.find((migration) => migration.name === name)!;
  const migration = new Class(orm.em.getDriver(), orm.config);
  await migration.up();
  try {
    for (const sql of migration.getQueries()) await em.execute(sql);
  } catch (error) {
    throw new StartError(`The migration ${name} failed, and nothing was changed: ${(error as Error).message}`);
  }
  await em.execute(`insert into ${MIGRATIONS} (name) values (?)`, [name]);
}
