import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { hashToken } from '../../auth/opaque-tokens.js';
import { RefreshTokenEntity } from '../../entities/relational/refresh-token.entity.js';
import { SessionEntity } from '../../entities/relational/session.entity.js';
import type { RefreshSessionInput } from '../../schema/inputs/refresh-session-input.js';
import { failed, ok, userError, type Result } from '../../shared/result.js';
import type { Transaction } from '../transaction.js';
import type { UseCase } from '../use-case.js';
import { endSession } from './end-session.js';
import { issueTokens, SESSION_DAYS, sessionEnd, type StartedSession } from './start-session.js';

/** Two tabs of a browser that share a cookie refresh at once: whoever comes second within that time is no thief. */
export const GRACE_MS = 10_000;

type Refusal = 'BAD_CREDENTIALS' | 'CONFLICT';

/**
 * Exchanges a refresh token for the next tokens of its session, which lasts 30 days from now (rotation: RFC 9700 §4.14.2).
 * BAD_CREDENTIALS when the token is unknown, or its session is over. A used token ends the session, for either of two holders
 * is a thief; but within ten seconds of its use it is only refused, as CONFLICT: the holder has newer tokens, or has lost them.
 */
export async function refreshSession(
  { transaction, tokens, clock }: Pick<UseCase, 'transaction' | 'tokens' | 'clock'>,
  { refreshToken }: RefreshSessionInput,
): Promise<Result<StartedSession>> {
  if (!refreshToken) return refused('BAD_CREDENTIALS');
  // A refusal is a success of the transaction, since it may end the session.
  const result = await transaction<StartedSession | Refusal>(async (tx) =>
    ok(await exchange(tx, tokens, hashToken(refreshToken), clock.now())),
  );
  if (!result.ok) return failed(...result.errors);
  return typeof result.value === 'string' ? refused(result.value) : ok(result.value);
}

async function exchange(tx: Transaction, tokens: UseCase['tokens'], hash: string, now: Date): Promise<StartedSession | Refusal> {
  const { em } = tx;
  const session = await lockSession(em, hash);
  // Read after the lock, for whoever held it may have used the token.
  const token = session && (await em.findOne(RefreshTokenEntity, { hash }));
  if (!session || !token || session.revokedAt || session.expiresAt <= now) return 'BAD_CREDENTIALS';

  if (token.usedAt) {
    if (now.getTime() - token.usedAt.getTime() < GRACE_MS) return 'CONFLICT';
    await endSession(tx, session, now);
    return 'BAD_CREDENTIALS';
  }
  tx.mustSee(session.userId);
  token.usedAt = now;
  session.lastUsedAt = now;
  session.expiresAt = sessionEnd(now);
  await forgetOldTokens(em, session, now);
  return issueTokens(em, tokens, session, now);
}

/** Locks the session, which all tokens of it have in common, so that no two who want it wait for each other. */
async function lockSession(em: EntityManager, hash: string): Promise<SessionEntity | null> {
  const token = await em.findOne(RefreshTokenEntity, { hash }, { fields: ['sessionId'], disableIdentityMap: true });
  return token && em.findOne(SessionEntity, token.sessionId, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** A token used longer ago than a session lasts is unknown again, so that a session that never ends does not grow. */
async function forgetOldTokens(em: EntityManager, { id }: SessionEntity, now: Date): Promise<void> {
  const before = new Date(now.getTime() - SESSION_DAYS * 86_400_000);
  await em.nativeDelete(RefreshTokenEntity, { sessionId: id, usedAt: { $lt: before } });
}

const messages: Record<Refusal, string> = {
  BAD_CREDENTIALS: 'The session has ended. Sign in again.',
  CONFLICT: 'This token was used a moment ago. Go on with the one that came of it.',
};

const refused = (code: Refusal) => failed(userError(code, 'refreshToken', messages[code]));
