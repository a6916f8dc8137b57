import { jwtVerify, SignJWT } from 'jose';
import { v4, validate } from 'uuid';
import type { Clock } from '../shared/clock.js';
import { AccessScope } from '../shared/enums/people.js';
import { decodeId, encodeId } from '../shared/ids.js';
import type { SigningKeys } from './signing-keys.js';
import type { AccessClaims, IssuedToken, Tokens } from './tokens.js';

const ISSUER = 'atrium';
const AUDIENCE = 'atrium-api';
const TYPE = 'at+jwt';
const LIFETIME_SECONDS = 15 * 60;

/**
 * Access tokens as signed JWTs in the profile of RFC 9068, without its `client_id`, since there are no OAuth clients.
 * `sub` is the id of the person as clients see it, `sid` the session, `scope` (§2.2.3) what less than everything it is good for.
 */
export class JoseTokens implements Tokens {
  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {}

  async issue({ userId, sessionId, scopes }: AccessClaims): Promise<IssuedToken> {
    const { alg, kid, privateKey } = this.keys.signer;
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    const expiresAt = issuedAt + LIFETIME_SECONDS;
    const token = await new SignJWT({ sid: sessionId, ...(scopes && { scope: scopes.join(' ') }) })
      .setProtectedHeader({ alg, kid, typ: TYPE })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(encodeId('User', userId))
      .setJti(v4())
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(privateKey);
    return { token, expiresAt: new Date(expiresAt * 1000) };
  }

  async verify(token: string): Promise<AccessClaims | null> {
    try {
      const { payload } = await jwtVerify(token, this.keys.find, {
        algorithms: this.keys.algorithms,
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ['sub', 'sid', 'jti', 'iat', 'exp'],
        currentDate: this.clock.now(),
      });
      const userId = decodeId('User', payload.sub!);
      if (userId === null || !validate(payload.sid)) return null;
      const claims = { userId, sessionId: payload.sid as string, validUntil: new Date(payload.exp! * 1000) };
      return 'scope' in payload ? { ...claims, scopes: readScopes(payload['scope']) } : claims;
    } catch {
      return null;
    }
  }
}

/** A scope that is not known is good for nothing, and neither is a claim that is no text. */
const readScopes = (claim: unknown): AccessScope[] =>
  typeof claim === 'string' ? claim.split(' ').filter((name): name is AccessScope => Object.hasOwn(AccessScope, name)) : [];
