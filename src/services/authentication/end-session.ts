import { RefreshTokenEntity } from '../../entities/relational/refresh-token.entity.js';
import type { SessionEntity } from '../../entities/relational/session.entity.js';
import { sessionEnded } from '../../events/user.events.js';
import type { Transaction } from '../transaction.js';

/** Ends a session, which the caller has locked: its access tokens are refused from then on, its refresh tokens are gone. */
export async function endSession({ em, announce }: Transaction, session: SessionEntity, now: Date): Promise<void> {
  if (session.revokedAt === null)
    announce(sessionEnded({ by: session.userId, subjectId: session.userId, sessionId: session.id }));
  session.revokedAt ??= now;
  await em.nativeDelete(RefreshTokenEntity, { sessionId: session.id });
}
