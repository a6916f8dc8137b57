import type { EntityManager } from '@mikro-orm/postgresql';
import { RefreshTokenEntity } from '../../entities/relational/refresh-token.entity.js';
import type { SessionEntity } from '../../entities/relational/session.entity.js';

/** Ends a session, which the caller has locked: its access tokens are refused from then on, its refresh tokens are gone. */
export async function endSession(em: EntityManager, session: SessionEntity, now: Date): Promise<void> {
  session.revokedAt ??= now;
  await em.nativeDelete(RefreshTokenEntity, { sessionId: session.id });
}
