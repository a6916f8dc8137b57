import { migrate } from '../database/migrate.js';
import { RelationalDatabase } from '../database/relational-database.js';
import type { DatabaseAddress } from './database-address.js';

/** Brings the tables to the present version, past a pooler if there is one. @returns the names of the migrations applied. */
export async function migrateDatabase({ directUrl }: DatabaseAddress): Promise<string[]> {
  const database = await RelationalDatabase.open({ url: directUrl, poolSize: 2 });
  return migrate(database).finally(() => database.close());
}
