import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../../shared/errors.js';

/** A held lock. It is free again after `release`, or as soon as the process ends, in whatever way. */
export interface FileLock {
  release(): void;
}

// A connection that is collected as garbage would give its lock away.
const held = new Set<DatabaseSync>();

/**
 * Takes a lock on the file (made when missing), or answers null when others hold it against that.
 * Node has no file locks of its own: these are SQLite's, which are the operating system's (fcntl), so that no dead holder
 * ever has to be told from a living one. Fails with StartError where the file system has no locks, or the file is another user's.
 */
export function tryLock(path: string, mode: 'shared' | 'exclusive'): FileLock | null {
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(path, { timeout: 0 });
    connection.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN; SELECT 1 FROM sqlite_schema');
  } catch (error) {
    connection?.close();
    if (isBusy(error)) return null;
    throw new StartError(
      `Cannot lock ${path}: ${(error as Error).message}. Give ATRIUM_DATA_DIR a directory of yours on a local disk.`,
    );
  }

  const taken = connection;
  held.add(taken);
  return {
    release() {
      if (held.delete(taken)) taken.close();
    },
  };
}

/** Takes the lock as soon as it is free; null when it is not within `patience` milliseconds. Throws when aborted by the signal. */
export async function waitForLock(
  path: string,
  mode: 'shared' | 'exclusive',
  patience: number,
  signal?: AbortSignal,
): Promise<FileLock | null> {
  const deadline = Date.now() + patience;
  for (;;) {
    const lock = tryLock(path, mode);
    if (lock || Date.now() > deadline) return lock;
    // Two that try at the same instant can refuse each other; chance parts them.
    await delay(10 + Math.random() * 40, undefined, signal && { signal });
  }
}

/** SQLITE_BUSY, in any of its extended forms (https://sqlite.org/rescode.html). */
const isBusy = (error: unknown) => ((error as { errcode?: number }).errcode ?? 0) % 256 === 5;
