import type { AccessClaims, Tokens } from '../auth/tokens.js';

/** Who the value of an `Authorization` header names (RFC 6750 §2.1); null when it is no Bearer token, or one that is not good. */
export async function readBearer(tokens: Tokens, authorization: string): Promise<AccessClaims | null> {
  const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization.trim())?.[1];
  return token === undefined ? null : tokens.verify(token);
}
