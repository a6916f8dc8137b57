import type { Config } from '../config/config.js';
import type { NamedAddress } from '../database/with-client.js';
import { openEmbeddedPostgres } from '../database/embedded/embedded-postgres.js';
import { prepareDataDirectory } from '../storage/data-directory.js';
import { FAILURE, tell } from './run.js';
import { onStopSignal } from './stop-signals.js';

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

/**
 * The database that is configured, or the embedded one, which is started when it does not run.
 * @param stopping aborted when the caller is told to stop: opening then fails soon. A caller without one does not listen to signals;
 * they then close the embedded database and end the process.
 */
export async function openDatabase(
  config: Config,
  as: 'server' | 'command',
  onProgress?: (line: string) => void,
  stopping?: AbortSignal,
): Promise<DatabaseAddress> {
  const { url, directUrl } = config.database;
  if (url !== null) return { url, directUrl: directUrl ?? url, embedded: false, close: async () => undefined };
  await prepareDataDirectory(config.dataDir);
  const signalled = new AbortController();
  const opening = openEmbeddedPostgres({
    dataDir: config.dataDir,
    as,
    stopping: stopping ?? signalled.signal,
    ...(onProgress && { onProgress }),
  });
  const end = () => {
    signalled.abort();
    const closed = opening.then(
      (embedded) => embedded.close(),
      () => undefined,
    );
    void closed.catch(tell).finally(() => process.exit(FAILURE));
  };
  const forget = stopping ? () => undefined : onStopSignal(end);
  try {
    const embedded = await opening;
    const close = () => embedded.close().finally(forget);
    return { url: embedded.url, directUrl: embedded.url, embedded: true, close };
  } catch (error) {
    forget();
    throw error;
  }
}
