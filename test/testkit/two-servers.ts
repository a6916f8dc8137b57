import { generateKeyPairSync } from 'node:crypto';
import { testDatabase } from './database.js';
import { sharedFolder } from './server-folder.js';
import { ServerProcess } from './server-process.js';

/** Two servers on one database and one folder of files. Tokens of one are good at the other: they share the signing keys. */
export interface TwoServers {
  here: ServerProcess;
  there: ServerProcess;
  end(): Promise<void>;
}

/** @param theirs settings of the second server, in the place of the common ones. */
export async function startTwoServers(
  settings: Record<string, string>,
  theirs: Record<string, string> = {},
): Promise<TwoServers> {
  const [database, folder] = await Promise.all([testDatabase(), sharedFolder()]);
  const { privateKey } = generateKeyPairSync('ed25519');
  const keys = JSON.stringify([privateKey.export({ format: 'jwk' })]);
  const environment = {
    DATABASE_URL: database.url,
    ATRIUM_DATA_DIR: folder.path,
    ATRIUM_SIGNING_KEYS: keys,
    ...settings,
  };
  const [here, there] = await Promise.all([ServerProcess.start(environment), ServerProcess.start({ ...environment, ...theirs })]);
  return {
    here,
    there,
    async end() {
      await Promise.all([here, there].map((server) => server.end('SIGTERM')));
      await Promise.all([database.drop(), folder.remove()]);
    },
  };
}
