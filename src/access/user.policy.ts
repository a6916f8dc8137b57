import { OrganizationMemberEntity } from '../entities/relational/organization-member.entity.js';
import { ProjectMemberEntity } from '../entities/relational/project-member.entity.js';
import type { UserEntity } from '../entities/relational/user.entity.js';
import { and, eq, exists, oneOf, or, type Columns } from '../shared/conditions.js';
import { viewer } from '../shared/requester.js';

/** People see themselves, the people of their organizations, and as guests the people of the projects they share. */
export const visibleUsers = (user: Columns<UserEntity>) =>
  or(
    eq(user.id, viewer.userId),
    exists(OrganizationMemberEntity, 'shared_organization', (member) =>
      and(eq(member.userId, user.id), oneOf(member.organizationId, viewer.fullMemberships)),
    ),
    exists(ProjectMemberEntity, 'shared_project', (member) =>
      and(eq(member.userId, user.id), oneOf(member.projectId, viewer.addedTo)),
    ),
  );

/** Members of an organization, seen by all its full members; a guest sees themselves and the people of the projects they share. */
export const visibleOrganizationMembers = (member: Columns<OrganizationMemberEntity>) =>
  or(
    oneOf(member.organizationId, viewer.fullMemberships),
    and(
      oneOf(member.organizationId, viewer.guestIn),
      or(
        eq(member.userId, viewer.userId),
        exists(ProjectMemberEntity, 'shared_project', (shared) =>
          and(
            eq(shared.userId, member.userId),
            eq(shared.organizationId, member.organizationId),
            oneOf(shared.projectId, viewer.addedTo),
          ),
        ),
      ),
    ),
  );
