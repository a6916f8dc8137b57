import { access, constants, stat } from 'node:fs/promises';
import { StartError } from '../shared/errors.js';
import { makeFolder } from '../shared/make-folder.js';

/**
 * Makes the data directory where it is missing; only its owner can enter one that is made.
 * @throws StartError when it cannot be made, or not be written to.
 */
export async function prepareDataDirectory(path: string): Promise<void> {
  try {
    await makeFolder(path, 0o700);
    if (!(await stat(path)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new StartError(
      `The data directory ${path} ${reasons[code] ?? `cannot be used (${code})`}. Set ATRIUM_DATA_DIR to a directory of your own.`,
    );
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
