import type { AccessClaims, Tokens } from '../auth/tokens.js';

/** The token in the value of an `Authorization` header (RFC 6750 §2.1); null when it holds no Bearer token. */
export const bearerIn = (authorization: string): string | null =>
  /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization.trim())?.[1] ?? null;

/** Who such a header names; null when it is no Bearer token, or one that is not good. */
export async function readBearer(tokens: Tokens, authorization: string): Promise<AccessClaims | null> {
  const token = bearerIn(authorization);
  return token === null ? null : tokens.verify(token);
}
