// Where the throw-away files of a run lie: in memory where there is plenty, for clusters and databases are many small files.
import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const GIB = 1024 ** 3;
/** What a run takes at most is about 1 GiB, most of it PostgreSQL's log of changes. */
const ROOM = 3 * GIB;
const AVAILABLE_MEMORY = 6 * GIB;

async function hasRoomInMemory() {
  if (process.platform !== 'linux' || process.availableMemory() < AVAILABLE_MEMORY) return false;
  try {
    const { bavail, bsize } = await statfs(MEMORY);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}

/** Makes it the folder for temporary files of this process and of all that it starts. */
export async function makeScratch() {
  const path = await mkdtemp(join((await hasRoomInMemory()) ? MEMORY : tmpdir(), 'atrium-tests-'));
  // Some specs become other users, who need it as they need any such folder.
  await chmod(path, 0o1777);
  process.env.TMPDIR = path;
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 10 }) };
}
