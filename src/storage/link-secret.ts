import { hkdfSync, randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../shared/errors.js';
import { makeFolder } from '../shared/make-folder.js';

const SECRET_BYTES = 32;

/** A secret for links, made from one that several servers share (HKDF, RFC 5869): the same for the same. 32 bytes. */
export const deriveLinkSecret = (shared: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), 'atrium signed links', SECRET_BYTES));

/**
 * The secret of a data directory, 32 bytes in the file `link-secret`, which is made when there is none; only its owner can
 * read it. Of several processes that start at once, all read the same file.
 * @throws StartError when it can be neither read nor made, or holds something else.
 */
export async function ensureLinkSecret(dataDir: string): Promise<Buffer> {
  const file = join(dataDir, 'link-secret');
  try {
    const secret = (await readIfThere(file)) ?? (await make(dataDir, file));
    if (secret.length === SECRET_BYTES) return secret;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new StartError(`The secret of links in ${file} can be neither read nor made (${reason}).`);
  }
  throw new StartError(
    `The secret of links in ${file} does not have ${SECRET_BYTES} bytes. Remove the file to have a new one made.`,
  );
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function make(dataDir: string, file: string): Promise<Buffer> {
  await makeFolder(dataDir, 0o700);
  const unfinished = `${file}.new-${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(unfinished, randomBytes(SECRET_BYTES), { flag: 'wx', mode: 0o600, flush: true });
    // A link appears whole or not at all, and never takes the place of what another process has made.
    await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(unfinished, { force: true });
  }
  return readFile(file);
}
