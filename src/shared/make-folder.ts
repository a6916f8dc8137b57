import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, unless something stands there. Node's own `recursive` tries for ever below `/proc`, and answers
 * ENOENT for a file system that is full or read-only. @throws what `mkdir(2)` fails with
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  if (await makeOne(path, mode)) return;
  await makeFolder(dirname(path), mode);
  await mkdir(path, mode).catch(ignoreExisting);
}

/** Whether something stands there now; not when the folder above is missing. */
async function makeOne(path: string, mode?: number): Promise<boolean> {
  try {
    await mkdir(path, mode).catch(ignoreExisting);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(path) !== path) return false;
    throw error;
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  // EISDIR: macOS, for the root.
  if (error.code !== 'EEXIST' && error.code !== 'EISDIR') throw error;
}
