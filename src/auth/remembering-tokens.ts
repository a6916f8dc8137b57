import type { Clock } from '../shared/clock.js';
import { Lru } from '../shared/lru.js';
import { tokenKey } from './token-key.js';
import type { AccessClaims, IssuedToken, Tokens } from './tokens.js';

/** Tokens that are remembered; only those that were made here are, so that nobody fills the memory with inventions. */
const MOST = 20_000;

/**
 * Checks the signature of a token once, and remembers what it says until it expires. Whether its session lasts is not known
 * here, and asked each time.
 */
export class RememberingTokens implements Tokens {
  private readonly verified = new Lru<AccessClaims>(MOST);

  constructor(
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  issue(claims: AccessClaims): Promise<IssuedToken> {
    return this.tokens.issue(claims);
  }

  async verify(token: string): Promise<AccessClaims | null> {
    const key = tokenKey(token);
    const known = this.verified.get(key);
    if (known) {
      if (known.validUntil! > this.clock.now()) return known;
      this.verified.delete(key);
      return null;
    }
    const claims = await this.tokens.verify(token);
    if (claims?.validUntil) this.verified.set(key, claims, 1);
    return claims;
  }
}
