import { createLocalJWKSet, type CryptoKey, type JSONWebKeySet, type LocalJWKSet } from 'jose';
import { StartError } from '../shared/errors.js';
import { readPrivateJwks, type SigningKey } from './private-jwks.js';
import { ensureSigningKeyFile, signingKeyFile } from './signing-key-file.js';

/** The keys of access tokens: the first signs, all verify, so that a key can be replaced without signing anybody out. */
export class SigningKeys {
  /** Finds the public key that a token's header names. */
  readonly find: LocalJWKSet;
  /** The algorithms of these keys, and so the only ones that a token may have. */
  readonly algorithms: string[];

  /** @param keys at least one, no two alike. */
  constructor(private readonly keys: readonly SigningKey[]) {
    this.find = createLocalJWKSet(this.publicJwks());
    this.algorithms = [...new Set(keys.map(({ alg }) => alg))];
  }

  /** The key that signs, and what the header of a token says of it. */
  get signer(): { alg: string; kid: string; privateKey: CryptoKey } {
    return this.keys[0]!;
  }

  /** The public halves, as `/.well-known/jwks.json` shows them (RFC 7517 §5). */
  publicJwks(): JSONWebKeySet {
    return { keys: this.keys.map(({ publicJwk }) => ({ ...publicJwk })) };
  }
}

export interface SigningKeysOptions {
  /** The text of ATRIUM_SIGNING_KEYS: a JSON array of private JWKs, or a JWK set; null when it is not set. */
  configured: string | null;
  /** Where a key is made and kept when none is configured. */
  dataDir: string;
}

/**
 * The keys that are configured, or else those of the data directory, made there on first use.
 * @throws StartError that says where the keys come from and what is wrong, and never shows any of them.
 */
export async function loadSigningKeys({ configured, dataDir }: SigningKeysOptions): Promise<SigningKeys> {
  const keys = await readPrivateJwks(configured ?? (await ensureSigningKeyFile(dataDir)));
  if (typeof keys !== 'string') return new SigningKeys(keys);
  const source = configured === null ? signingKeyFile(dataDir) : 'ATRIUM_SIGNING_KEYS';
  throw new StartError(`The signing keys in ${source} cannot be used. ${keys}`);
}
