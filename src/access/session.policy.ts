import { UserEntity } from '../entities/relational/user.entity.js';
import { and, eq, exists } from '../shared/conditions.js';
import { viewer } from '../shared/requester.js';

/**
 * What is known of the requester is still so: none of their rights has changed, and none of their sessions was ended. A statement
 * that bears it needs no other one before it; when it does not hold, who asks has to be found out anew.
 */
export const stillStands = exists(UserEntity, 'asking_user', (user) =>
  and(eq(user.id, viewer.userId), eq(user.rightsStamp, viewer.rightsStamp)),
);
