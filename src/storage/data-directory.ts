import { access, constants, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartError } from '../shared/errors.js';

/**
 * Makes the data directory where it is missing; only its owner can enter one that is made.
 * @throws StartError when it cannot be made, or not be written to.
 */
export async function prepareDataDirectory(path: string): Promise<void> {
  try {
    await make(path);
    if (!(await stat(path)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new StartError(
      `The data directory ${path} ${reasons[code] ?? `cannot be used (${code})`}. Set ATRIUM_DATA_DIR to a directory of your own.`,
    );
  }
}

/** Not mkdir's `recursive`: it says ENOENT of a read-only file system, and never returns below /proc. */
async function make(path: string, hasParent = false): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || hasParent) throw error;
    await make(dirname(path));
    await make(path, true);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EROFS: 'is on a read-only file system',
  EACCES: 'may not be written to by this user',
  EPERM: 'may not be written to by this user',
  ENOTDIR: 'is no directory',
  ENOSPC: 'is on a full disk',
  ENOENT: 'cannot be made there',
};
