import { visibleUsers } from '../../access/user.policy.js';
import { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { contains, oneOf, or } from '../../shared/conditions.js';
import { viewer } from '../../shared/requester.js';
import { lookup, newestFirst, relations, rootList, rootOne } from '../relation.js';

/** Nothing is reached from a person: that they are somewhere, others say. */
export const userRelations = relations(UserEntity, {});

export const userById = lookup(UserEntity, 'id', visibleUsers);
export const userField = rootOne('user', userById, { argument: 'id', id: 'User' });
export const userByUsername = rootOne('userByUsername', lookup(UserEntity, 'username', visibleUsers), { argument: 'username' });
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
