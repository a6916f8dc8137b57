/** What an access token says. */
export interface AccessClaims {
  userId: string;
  sessionId: string;
}

/** What a good access token says. */
export interface VerifiedToken extends AccessClaims {
  expiresAt: Date;
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
  verify(token: string): Promise<VerifiedToken | null>;
}
