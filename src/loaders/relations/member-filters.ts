import { UserEntity } from '../../entities/relational/user.entity.js';
import { and, contains, eq, exists, or, type Column, type Parameter } from '../../shared/conditions.js';

/** By what lists of members, of an organization or a project, can be narrowed: their role, and the name or username of the person. */
export const memberFilters = {
  role: (member: { role: Column }, role: Parameter) => eq(member.role, role),
  query: (member: { userId: Column }, query: Parameter) =>
    exists(UserEntity, 'member_user', (user) =>
      and(eq(user.id, member.userId), or(contains(user.name, query), contains(user.username, query))),
    ),
};
