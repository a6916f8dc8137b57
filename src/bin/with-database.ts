import { RelationalDatabase } from '../database/relational-database.js';
import { openMigrated } from './open-migrated.js';

/** Runs a command's work on the database, with its tables in place. */
export async function withDatabase<T>(work: (database: RelationalDatabase) => Promise<T>): Promise<T> {
  const address = await openMigrated();
  const database = await RelationalDatabase.open({ url: address.url, poolSize: 2 });
  try {
    return await work(database);
  } finally {
    await database.close();
    await address.close();
  }
}
