import type { AccessScope } from '../shared/enums/people.js';

/** What an access token says. */
export interface AccessClaims {
  userId: string;
  sessionId: string;
  /** What it may be used for; all that its person may do when absent. */
  scopes?: readonly AccessScope[];
  /** From then on it is refused. Known of a token that was read. */
  validUntil?: Date;
}

export interface IssuedToken {
  token: string;
  expiresAt: Date;
}

/** Makes and checks access tokens. */
export interface Tokens {
  /** A JWT that says who asks, for 15 minutes. */
  issue(claims: AccessClaims): Promise<IssuedToken>;
  /** Null when the token is malformed, forged or expired. */
  verify(token: string): Promise<AccessClaims | null>;
}
