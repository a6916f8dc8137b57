import { calculateJwkThumbprint, CompactSign, compactVerify, importJWK, type CryptoKey, type JWK } from 'jose';

/** A key that signs, and its public half, named by its thumbprint (RFC 7638). */
export interface SigningKey {
  kid: string;
  alg: 'EdDSA' | 'ES256';
  privateKey: CryptoKey;
  publicJwk: JWK;
}

/**
 * Reads private keys from the text of a JSON array of JWKs, or of a JWK set (RFC 7517 §5); each Ed25519 or P-256, told apart
 * by `kty` and `crv`. Of equal keys the first counts.
 * @returns the keys in their order, or one sentence on what is wrong, which never holds any of the text.
 */
export async function readPrivateJwks(text: string): Promise<SigningKey[] | string> {
  const jwks = listed(text);
  if (jwks === null || jwks.length === 0) return 'It must be a JSON array of private JWKs, or a JWK set, with at least one key.';
  const keys = new Map<string, SigningKey>();
  for (const [index, jwk] of jwks.entries()) {
    const key = await readPrivateJwk(jwk).catch(() => null);
    if (key === null) return `Key ${index + 1} is no private Ed25519 or P-256 key in the form of a JWK (RFC 7517).`;
    if (!keys.has(key.kid)) keys.set(key.kid, key);
  }
  return [...keys.values()];
}

/** The private parts of keys that `readPrivateJwks` has read, in their order: each a secret that servers with these keys share. */
export const secretsOf = (text: string): Buffer[] =>
  (listed(text) ?? []).map((jwk) => Buffer.from((jwk as { d: string }).d, 'base64url'));

function listed(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    const keys = Array.isArray(value) ? value : (value as { keys?: unknown } | null)?.keys;
    return Array.isArray(keys) ? keys : null;
  } catch {
    return null;
  }
}

async function readPrivateJwk(value: unknown): Promise<SigningKey | null> {
  const { kty, crv, x, y, d } = value as Record<string, string>;
  const alg = algorithmOf(kty, crv);
  if (alg === null || typeof x !== 'string' || typeof d !== 'string') return null;
  const publicHalf: JWK = { kty, crv, x, ...(alg === 'ES256' && { y }) };
  const privateKey = (await importJWK({ ...publicHalf, d }, alg)) as CryptoKey;
  await proveHalvesFit(alg, privateKey, (await importJWK(publicHalf, alg)) as CryptoKey);
  const kid = await calculateJwkThumbprint(publicHalf);
  return { kid, alg, privateKey, publicJwk: { ...publicHalf, kid, alg, use: 'sig' } };
}

function algorithmOf(kty: unknown, crv: unknown): SigningKey['alg'] | null {
  if (kty === 'OKP' && crv === 'Ed25519') return 'EdDSA';
  return kty === 'EC' && crv === 'P-256' ? 'ES256' : null;
}

/** A public half of another key would only be noticed when every token is refused. */
async function proveHalvesFit(alg: string, privateKey: CryptoKey, publicKey: CryptoKey): Promise<void> {
  const signed = await new CompactSign(new Uint8Array(1)).setProtectedHeader({ alg }).sign(privateKey);
  await compactVerify(signed, publicKey);
}
