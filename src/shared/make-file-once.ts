import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.js';

/** What file systems without hard links answer (SMB, some of FUSE). */
const NO_LINKS = ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

/**
 * The content of a file, which is made when it is not there; only its owner can read it. Of several processes that start at once,
 * also on several machines with one folder, all read the same. On file systems without hard links a reader may see it unfinished.
 */
export async function makeFileOnce(file: string, make: () => string | Buffer | Promise<string | Buffer>): Promise<Buffer> {
  const there = await readIfThere(file);
  if (there !== null) return there;
  await makeFolder(dirname(file), 0o700);
  const unfinished = `${file}.new-${randomBytes(6).toString('hex')}`;
  const options = { flag: 'wx', mode: 0o600, flush: true };
  try {
    const content = await make();
    await writeFile(unfinished, content, options);
    // A link appears whole or not at all, and never takes the place of what another process has made.
    await link(unfinished, file)
      .catch((error: NodeJS.ErrnoException) => {
        if (!NO_LINKS.includes(error.code ?? '')) throw error;
        return writeFile(file, content, options);
      })
      .catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
  } finally {
    await rm(unfinished, { force: true });
  }
  return readFile(file);
}

/** The content of a file; null when there is none. */
export async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
