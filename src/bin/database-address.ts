import type { Config } from '../config/config.js';
import type { NamedAddress } from '../database/with-client.js';
import { openEmbeddedPostgres } from '../database/embedded/embedded-postgres.js';

/** Where the database is, for as long as it is held. */
export interface DatabaseAddress {
  url: string;
  /** Past a pooler; the same when there is none. */
  directUrl: string;
  /** Whether it is our own, in the data directory. */
  embedded: boolean;
  close(): Promise<void>;
}

/** The addresses by the names of their settings: of the database, perhaps through a pooler, and past it. */
export const addressesOf = ({ url, directUrl }: DatabaseAddress): Record<'pooled' | 'direct', NamedAddress> => ({
  pooled: { setting: 'DATABASE_URL', url },
  direct: { setting: directUrl === url ? 'DATABASE_URL' : 'DATABASE_DIRECT_URL', url: directUrl },
});

/** The database that is configured, or the embedded one, which is started when it does not run. */
export async function openDatabase(
  config: Config,
  as: 'server' | 'command',
  onProgress?: (line: string) => void,
): Promise<DatabaseAddress> {
  const { url, directUrl } = config.database;
  if (url !== null) return { url, directUrl: directUrl ?? url, embedded: false, close: async () => undefined };
  const embedded = await openEmbeddedPostgres({ dataDir: config.dataDir, as, ...(onProgress && { onProgress }) });
  return { url: embedded.url, directUrl: embedded.url, embedded: true, close: () => embedded.close() };
}
