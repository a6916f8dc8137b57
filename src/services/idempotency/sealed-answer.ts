import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Call } from './call.js';

const [SALT_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 12, 16];
const ALGORITHM = 'aes-256-gcm';

/** Encrypts an answer, which may hold tokens, so that it takes the server's secret, the caller and the key to read it. */
export function sealAnswer(secret: Buffer, call: Call, text: string): Buffer {
  const [salt, nonce] = [randomBytes(SALT_BYTES), randomBytes(NONCE_BYTES)];
  const cipher = createCipheriv(ALGORITHM, keyOf(secret, call, salt), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), sealed]);
}

/** Null when it was sealed with another secret, by another caller, for another body, or was tampered with. */
export function openAnswer(secret: Buffer, call: Call, sealed: Buffer): string | null {
  const [nonceAt, tagAt, textAt] = [SALT_BYTES, SALT_BYTES + NONCE_BYTES, SALT_BYTES + NONCE_BYTES + TAG_BYTES];
  if (sealed.length < textAt) return null;
  const key = keyOf(secret, call, sealed.subarray(0, nonceAt));
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(nonceAt, tagAt), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(tagAt, textAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(textAt)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** HKDF (RFC 5869) with a salt of its own for each answer, so that no key encrypts twice. */
function keyOf(secret: Buffer, { caller, key, body }: Call, salt: Buffer): Buffer {
  const material = Buffer.concat([secret, Buffer.from(JSON.stringify([caller, key, body]))]);
  return Buffer.from(hkdfSync('sha256', material, salt, 'atrium idempotency answer', 32));
}
