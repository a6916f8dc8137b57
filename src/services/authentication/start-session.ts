import type { EntityManager } from '@mikro-orm/postgresql';
import { hashToken, newOpaqueToken } from '../../auth/opaque-tokens.js';
import { RefreshTokenEntity } from '../../entities/relational/refresh-token.entity.js';
import { SessionEntity } from '../../entities/relational/session.entity.js';
import type { AccessScope } from '../../shared/enums/people.js';
import { newId } from '../../shared/ids.js';
import type { UseCase } from '../use-case.js';

/** A session with the tokens that were just made for it. */
export interface StartedSession {
  userId: string;
  sessionId: string;
  accessToken: string;
  accessTokenExpiresAt: Date;
  /** Of use once, as long as the session lasts. Only its hash is stored. */
  refreshToken: string;
}

/** A session lasts that many days from its start or its last refresh. */
export const SESSION_DAYS = 30;

const MAX_USER_AGENT = 500;

/** Starts a session of that person in the given transaction; its access token is good for those scopes, or for all. */
export async function startSession(
  em: EntityManager,
  { tokens, clock, origin }: Pick<UseCase, 'tokens' | 'clock' | 'origin'>,
  userId: string,
  scopes?: readonly AccessScope[],
): Promise<StartedSession> {
  const now = clock.now();
  const session = em.create(
    SessionEntity,
    {
      id: newId(),
      createdAt: now,
      userId,
      ipAddress: origin.ipAddress,
      userAgent: origin.userAgent?.slice(0, MAX_USER_AGENT) ?? null,
      lastUsedAt: now,
      expiresAt: sessionEnd(now),
    },
    { persist: true },
  );
  return issueTokens(em, tokens, session, now, scopes);
}

/** Makes the next pair of tokens of a session. */
export async function issueTokens(
  em: EntityManager,
  tokens: UseCase['tokens'],
  { id: sessionId, userId }: SessionEntity,
  now: Date,
  scopes?: readonly AccessScope[],
): Promise<StartedSession> {
  const refreshToken = newOpaqueToken();
  em.create(RefreshTokenEntity, { hash: hashToken(refreshToken), sessionId, createdAt: now }, { persist: true });
  const { token: accessToken, expiresAt: accessTokenExpiresAt } = await tokens.issue({
    userId,
    sessionId,
    ...(scopes && { scopes }),
  });
  return { userId, sessionId, accessToken, accessTokenExpiresAt, refreshToken };
}

export const sessionEnd = (now: Date): Date => new Date(now.getTime() + SESSION_DAYS * 86_400_000);
