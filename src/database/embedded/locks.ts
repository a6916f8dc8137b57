import { join } from 'node:path';
import { StartError } from '../../shared/errors.js';
import { makeFolder } from '../../shared/make-folder.js';
import type { FileLock } from './file-lock.js';
import { tryLock, waitForLock } from './file-lock.js';

/** How long one opens or closes at most while others wait: starting after a crash replays the log first. */
const TURN_PATIENCE_MS = 180_000;

/** `server`: held by the one server. `users`: shared by all who use the database. `turn`: held while one opens or closes it. */
const lockFile = (dataDir: string, name: 'server' | 'users' | 'turn') => join(dataDir, 'locks', name);

export const makeLockDirectory = (dataDir: string) => makeFolder(join(dataDir, 'locks'), 0o700);

/** Runs `work` while nobody else opens, starts or closes the database of that data directory; StartError when the turn never comes. */
export async function inTurn<T>(dataDir: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const turn = await waitForLock(lockFile(dataDir, 'turn'), 'exclusive', TURN_PATIENCE_MS, signal);
  if (!turn)
    throw new StartError(
      `Another Atrium process has been starting or stopping the database in ${dataDir} for minutes. Stop that process.`,
    );
  try {
    return await work();
  } finally {
    turn.release();
  }
}

/** Counts the caller among the users of the database, until released. Call it in turn. */
export function countAsUser(dataDir: string): FileLock {
  const usage = tryLock(lockFile(dataDir, 'users'), 'shared');
  if (!usage) throw new StartError(`Something outside Atrium holds ${lockFile(dataDir, 'users')} locked.`);
  return usage;
}

/** Whether nobody uses the database, the caller included. Call it in turn. */
export function isUnused(dataDir: string): boolean {
  const all = tryLock(lockFile(dataDir, 'users'), 'exclusive');
  all?.release();
  return all !== null;
}

/** The lock of the one server, or null when there is one already. */
export const lockAsServer = (dataDir: string) => waitForLock(lockFile(dataDir, 'server'), 'exclusive', 500);
