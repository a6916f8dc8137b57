import { SessionEntity } from '../entities/relational/session.entity.js';
import { UserEntity } from '../entities/relational/user.entity.js';
import { after, and, eq, exists, isNull, now } from '../shared/conditions.js';
import { viewer } from '../shared/requester.js';

/**
 * What is known of the requester is still so: their session lasts, and none of their rights has changed. A statement that bears
 * it needs no other one before it; when it does not hold, who asks has to be found out anew.
 */
export const stillStands = exists(SessionEntity, 'asking_session', (session) =>
  and(
    eq(session.id, viewer.sessionId),
    eq(session.userId, viewer.userId),
    isNull(session.revokedAt),
    after(session.expiresAt, now),
    exists(UserEntity, 'asking_user', (user) => and(eq(user.id, session.userId), eq(user.rightsStamp, viewer.rightsStamp))),
  ),
);
