import { LockMode } from '@mikro-orm/core';
import { SessionEntity } from '../../entities/relational/session.entity.js';
import { unauthenticated } from '../../shared/errors.js';
import { ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { endSession } from './end-session.js';

/** Ends the session of the requester. @throws RequestError UNAUTHENTICATED when there is none. */
export async function signOut({
  transaction,
  requester,
  clock,
}: Pick<UseCase, 'transaction' | 'requester' | 'clock'>): Promise<Result<null>> {
  const { sessionId } = requester;
  if (sessionId === null) throw unauthenticated();
  return transaction(async (tx) => {
    const session = await tx.em.findOne(SessionEntity, sessionId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (session) await endSession(tx, session, clock.now());
    return ok(null);
  });
}
