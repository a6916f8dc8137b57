import { createHash, createHmac, hkdfSync } from 'node:crypto';

/** A mutation that came with an idempotency key. */
export interface Call {
  /** Who asks; whoever else sends the same key means another one. */
  caller: string;
  key: string;
  /** What is asked, as text: the same for the same. */
  body: string;
}

/** Under which the call is found: no secret takes part, so that it is found as well when those have changed. */
export const hashOfCall = ({ caller, key }: Call): string =>
  createHash('sha256')
    .update(JSON.stringify([caller, key]))
    .digest('base64url');

/** Bodies hold passwords: without the secret and the key, none can be tried against this. */
export const hashOfBody = (secret: Buffer, { key, body }: Call): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['body', key, body]))
    .digest('base64url');

/** The secret of kept calls, made from one of the server's (HKDF, RFC 5869): 32 bytes. */
export const idempotencySecret = (shared: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), 'atrium idempotency', 32));
