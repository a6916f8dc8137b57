import { lockKey } from './advisory-locks.js';
import type { RelationalDatabase } from './relational-database.js';
import { latestIncompatible, refuseWhenTooOld } from './release.js';

const REQUIRE = 'update installation set required_migration = ? where required_migration is distinct from ?';

/**
 * Brings the tables to the present version. Of several that start at once one does it, the others wait. Migrations of a newer
 * release stay as they are.
 * @returns the names of the migrations that were applied.
 * @throws StartError when a newer release has applied one that is incompatible with this code.
 */
export async function migrate(database: RelationalDatabase): Promise<string[]> {
  const { migrations } = database;
  return database.em.transactional(async (em) => {
    await em.execute('set local statement_timeout = 0');
    await em.execute(`select pg_advisory_xact_lock(${lockKey('migration')})`);
    await refuseWhenTooOld(database, migrations);
    // In this transaction, so that a migration is applied together with what it requires of other servers.
    const applied = await database.orm.migrator.up({ transaction: em.getTransactionContext<object>()! });
    const required = latestIncompatible(migrations);
    if (required !== null) await em.execute(REQUIRE, [required, required]);
    return applied.map(({ name }) => name);
  });
}

/** The names of migrations that have not been applied. */
export async function pendingMigrations(database: RelationalDatabase): Promise<string[]> {
  return (await database.orm.migrator.getPending()).map(({ name }) => name);
}
