import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { StartError } from '../shared/errors.js';
import { makeFileOnce } from '../shared/make-file-once.js';

/** Where the keys of a data directory lie, as a private JWK set. */
export const signingKeyFile = (dataDir: string): string => join(dataDir, 'signing-keys.json');

/**
 * The text of the key file, which is made with one Ed25519 key when there is none; only its owner can read it.
 * Of several processes that start at once, all read the same file.
 * @throws StartError when it can be neither read nor made.
 */
export async function ensureSigningKeyFile(dataDir: string): Promise<string> {
  const file = signingKeyFile(dataDir);
  try {
    return (await makeFileOnce(file, newKeySet)).toString();
  } catch (error) {
    throw new StartError(
      `The signing keys in ${file} can be neither read nor made (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`,
    );
  }
}

async function newKeySet(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return `${JSON.stringify({ keys: [await exportJWK(privateKey)] }, null, 2)}\n`;
}
