import { openDatabase, type DatabaseAddress } from './database-address.js';
import { configuration } from './environment.js';
import { prepareDatabase } from './prepare-database.js';

/** The configured database with its tables in place, for a command: beside a server or without one. */
export async function openMigrated(stopping?: AbortSignal): Promise<DatabaseAddress> {
  const address = await openDatabase(configuration(), 'command', (line) => process.stderr.write(`${line}\n`), stopping);
  try {
    await prepareDatabase(address);
    return address;
  } catch (error) {
    await address.close();
    throw error;
  }
}
