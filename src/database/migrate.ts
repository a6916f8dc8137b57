import { advisoryLocks } from './advisory-locks.js';
import type { RelationalDatabase } from './relational-database.js';

/**
 * Brings the tables to the present version. Of several that start at once one does it, the others wait.
 * @returns the names of the migrations that were applied.
 */
export async function migrate(database: RelationalDatabase): Promise<string[]> {
  return database.em.transactional(async (em) => {
    await em.execute('set local statement_timeout = 0');
    await em.execute('select pg_advisory_xact_lock(?)', [advisoryLocks.migration]);
    const applied = await database.orm.migrator.up();
    return applied.map(({ name }) => name);
  });
}

/** The names of migrations that have not been applied. */
export async function pendingMigrations(database: RelationalDatabase): Promise<string[]> {
  return (await database.orm.migrator.getPending()).map(({ name }) => name);
}
