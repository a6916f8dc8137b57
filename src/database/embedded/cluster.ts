import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../shared/errors.js';
import type { Binaries } from './binaries.js';
import { copyBinaries } from './copy-binaries.js';
import type { RunAs } from './run-as.js';
import { asOneself, asUser, inUserNamespace, obstacle } from './run-as.js';

/** The administrator inside a cluster; the application's user is not one. */
export const SUPERUSER = 'postgres';

/** Passwords: `superuser` is for this folder's own work, `application` for what connects by the URL. */
export interface Credentials {
  superuser: string;
  application: string;
}

/** An initialised PostgreSQL cluster. `home` holds `credentials.json`, the last `port`, and PostgreSQL's own directory `data`. */
export interface Cluster {
  home: string;
  data: string;
  log: string;
  binaries: Binaries;
  runAs: RunAs;
  credentials: Credentials;
}

/** Where a data directory's cluster lies: a directory, or a link to one where PostgreSQL cannot reach the data directory. */
export const clusterPath = (dataDir: string) => join(dataDir, 'postgres');

/** The cluster of a data directory, or null when none was initialised yet. Fails with StartError when it is not ours to run. */
export async function findCluster(dataDir: string, binaries: Binaries): Promise<Cluster | null> {
  const path = clusterPath(dataDir);
  if (!(await lstat(path).catch(() => null))) return null;
  const home = await realpath(path).catch(() => {
    throw new StartError(`The database that ${path} points to is gone. Remove that link to begin with an empty database.`);
  });

  const data = join(home, 'data');
  const owner = await stat(data);
  const text = await readFile(join(home, 'credentials.json'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new StartError(
      `Cannot read the passwords of the database in ${home} (${error.code}): it belongs to the user ${owner.uid}.`,
    );
  });
  const credentials = JSON.parse(text) as Credentials;
  return { home, data, log: join(dataDir, 'postgres.log'), credentials, ...(await howToRun(home, data, owner, binaries)) };
}

/** PostgreSQL runs as the owner of its files, always. */
async function howToRun(
  home: string,
  data: string,
  owner: { uid: number; gid: number },
  binaries: Binaries,
): Promise<{ runAs: RunAs; binaries: Binaries }> {
  const self = process.getuid?.();
  if (self === undefined) return { runAs: asOneself, binaries };
  if (self !== 0) {
    if (owner.uid === self) return { runAs: asOneself, binaries };
    throw new StartError(
      `The database in ${home} belongs to the user ${owner.uid}. Run as that user, or set ATRIUM_DATA_DIR to another directory.`,
    );
  }

  const runAs = owner.uid === 0 ? inUserNamespace : asUser(owner.uid, owner.gid);
  const reason = await obstacle(runAs, binaries, data);
  if (!reason) return { runAs, binaries };
  if (owner.uid === 0) {
    throw new StartError(
      `The database in ${home} was made by root inside a user namespace, which does not work here (${reason}). Set DATABASE_URL, or ATRIUM_DATA_DIR to another directory.`,
    );
  }
  return { runAs, binaries: await copyBinaries(binaries, home, runAs) };
}
