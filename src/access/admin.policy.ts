import { UserEntity } from '../entities/relational/user.entity.js';
import { and, eq, exists, type Condition } from '../shared/conditions.js';
import { viewer, type Requester } from '../shared/requester.js';

/** Who may use `admin`: system administrators, with a token that is good for it. Every use is written down. */
export const canAdminister = ({ systemRole, scopes }: Requester): boolean => systemRole === 'ADMIN' && scopes.includes('ADMIN');

/** All rows, for system administrators, and none for everybody else: the condition of the lists under `admin`, and of no other. */
export const visibleToSystemAdministrators = (): Condition =>
  exists(UserEntity, 'system_administrator', (user) => and(eq(user.id, viewer.userId), eq(user.systemRole, 'ADMIN')));
