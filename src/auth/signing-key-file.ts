import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { StartError } from '../shared/errors.js';
import { makeFolder } from '../shared/make-folder.js';

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
    return (await readIfThere(file)) ?? (await make(dataDir, file));
  } catch (error) {
    throw new StartError(
      `The signing keys in ${file} can be neither read nor made (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`,
    );
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function make(dataDir: string, file: string): Promise<string> {
  await makeFolder(dataDir, 0o700);
  const unfinished = `${file}.new-${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(unfinished, await newKeySet(), { flag: 'wx', mode: 0o600, flush: true });
    // A link appears whole or not at all, and never takes the place of what another process has made.
    await link(unfinished, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(unfinished, { force: true });
  }
  return readFile(file, 'utf8');
}

async function newKeySet(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return `${JSON.stringify({ keys: [await exportJWK(privateKey)] }, null, 2)}\n`;
}
