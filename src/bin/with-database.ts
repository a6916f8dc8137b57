import { migrate } from '../database/migrate.js';
import { RelationalDatabase } from '../database/relational-database.js';
import { openDatabase } from './database-address.js';
import { configuration } from './environment.js';

/** Runs a command's work on the database, beside a server or without one, with the tables in place. */
export async function withDatabase<T>(work: (database: RelationalDatabase) => Promise<T>): Promise<T> {
  const config = configuration();
  const address = await openDatabase(config, 'command', (line) => process.stderr.write(`${line}\n`));
  try {
    const database = await RelationalDatabase.open({ url: address.url, poolSize: 2 });
    try {
      await migrate(database);
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await address.close();
  }
}
