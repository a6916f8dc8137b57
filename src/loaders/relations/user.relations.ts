import { visibleUsers } from '../../access/user.policy.js';
import { CredentialEntity } from '../../entities/relational/credential.entity.js';
import { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { contains, eq, oneOf, or } from '../../shared/conditions.js';
import { viewer } from '../../shared/requester.js';
import { lookup, newestFirst, relations, rootList } from '../relation.js';

/** What fields of a person, and of the viewer's own account, are made of. */
export const userRelations = relations(
  UserEntity,
  {},
  { user: [], hasPassword: [], scopes: [], deletedOrganizations: [], unreadNotificationCount: [], invitations: [], activity: [] },
);

export const userById = lookup(UserEntity, 'id', visibleUsers);
export const userByUsername = lookup(UserEntity, 'username', visibleUsers);
/** The viewer's own row. */
export const ownAccount = lookup(UserEntity, 'id', (user) => eq(user.id, viewer.userId));
export const ownCredential = lookup(CredentialEntity, 'userId', (credential) => eq(credential.userId, viewer.userId));

/** A membership of that person in an organization that the viewer administers: then the address may be seen. */
export const administeredMembership = lookup(OrganizationMemberEntity, 'userId', (member) =>
  oneOf(member.organizationId, viewer.administered),
);

/** People who share an organization with the viewer. */
export const users = rootList('users', UserEntity, {
  visible: visibleUsers,
  filters: { query: (user, query) => or(contains(user.name, query), contains(user.username, query)) },
  order: newestFirst,
});
