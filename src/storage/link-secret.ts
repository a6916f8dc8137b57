import { hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { StartError } from '../shared/errors.js';
import { makeFileOnce } from '../shared/make-file-once.js';

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
    const secret = await makeFileOnce(file, () => randomBytes(SECRET_BYTES));
    if (secret.length === SECRET_BYTES) return secret;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new StartError(`The secret of links in ${file} can be neither read nor made (${reason}).`);
  }
  throw new StartError(
    `The secret of links in ${file} does not have ${SECRET_BYTES} bytes. Remove the file to have a new one made.`,
  );
}
