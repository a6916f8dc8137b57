import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../shared/errors.js';
import type { FileLock } from './file-lock.js';
import { lockAsServer } from './locks.js';

/** Holds the data directory as its one server until released; StartError, naming the holder, when there is one already. */
export async function holdAsServer(dataDir: string): Promise<FileLock> {
  const file = join(dataDir, 'locks', 'server.json');
  const lock = await lockAsServer(dataDir);
  if (!lock) {
    throw new StartError(
      `Another Atrium server${await holder(file)} already runs on ${dataDir}. Stop it, or set ATRIUM_DATA_DIR to another directory.`,
    );
  }

  try {
    await rm(file, { force: true });
    await writeFile(`${file}.new`, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
    await rename(`${file}.new`, file);
  } catch (error) {
    lock.release();
    throw error;
  }
  return lock;
}

/** The lock decides; the file only tells people whom to ask. */
async function holder(file: string): Promise<string> {
  try {
    const { pid, since } = JSON.parse(await readFile(file, 'utf8')) as { pid: number; since: string };
    return ` (process ${pid}, since ${since})`;
  } catch {
    return '';
  }
}
