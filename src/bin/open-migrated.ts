import { migrate } from '../database/migrate.js';
import { RelationalDatabase } from '../database/relational-database.js';
import { openDatabase, type DatabaseAddress } from './database-address.js';
import { configuration } from './environment.js';

/** The configured database with its tables in place, for a command: beside a server or without one. */
export async function openMigrated(): Promise<DatabaseAddress> {
  const address = await openDatabase(configuration(), 'command', (line) => process.stderr.write(`${line}\n`));
  try {
    const database = await RelationalDatabase.open({ url: address.url, poolSize: 2 });
    await migrate(database).finally(() => database.close());
    return address;
  } catch (error) {
    await address.close();
    throw error;
  }
}
