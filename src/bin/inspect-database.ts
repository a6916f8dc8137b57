import type { Config } from '../config/config.js';
import { RelationalDatabase } from '../database/relational-database.js';
import { openDatabase, type DatabaseAddress } from './database-address.js';

/** Runs a command's work on the database as it is, with its tables up to date or not. */
export async function inspectDatabase<T>(
  config: Config,
  work: (database: RelationalDatabase, address: DatabaseAddress) => Promise<T>,
): Promise<T> {
  const address = await openDatabase(config, 'command');
  try {
    const database = await RelationalDatabase.open({ url: address.url, poolSize: 1 });
    return await work(database, address).finally(() => database.close());
  } finally {
    await address.close();
  }
}
