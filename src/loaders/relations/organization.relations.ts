import { visibleProjects, visibleDeletedProjects } from '../../access/project.policy.js';
import { organizationsWith, visibleDeletedOrganizations, visibleOrganizations } from '../../access/organization.policy.js';
import { visibleOrganizationMembers } from '../../access/user.policy.js';
import { ActivityEntity } from '../../entities/documents/activity.entity.js';
import { InvitationEntity } from '../../entities/relational/invitation.entity.js';
import { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { contains, eq, oneOf, or } from '../../shared/conditions.js';
import { activityOfParent } from '../list-stream.js';
import { by, chosenBy, inherited, lookup, newestFirst, relations, rootList, rootOne, toMany, toOne } from '../relation.js';
import { memberFilters } from './member-filters.js';

export const projectOrders = chosenBy<ProjectEntity>({ NAME: 'name', CREATED_AT: 'createdAt', UPDATED_AT: 'updatedAt' });

/** System administrators come to organizations in which they are not. */
const isIn = organizationsWith('READ');

/** What can be reached from an organization, and how. */
export const organizationRelations = relations(
  OrganizationEntity,
  {
    members: toMany(OrganizationMemberEntity, 'organizationId', {
      when: isIn,
      visible: visibleOrganizationMembers,
      filters: memberFilters,
      order: newestFirst,
    }),
    invitations: toMany(InvitationEntity, 'organizationId', {
      when: organizationsWith('MANAGE_INVITATIONS'),
      visible: inherited,
      order: newestFirst,
    }),
    projects: toMany(ProjectEntity, 'organizationId', {
      when: isIn,
      visible: visibleProjects,
      filters: {
        status: (project, status) => eq(project.status, status),
        query: (project, query) => or(contains(project.name, query), contains(project.slug, query)),
      },
      order: projectOrders,
    }),
    deletedProjects: toMany(ProjectEntity, 'organizationId', {
      when: isIn,
      visible: visibleDeletedProjects,
      order: by<ProjectEntity>('deletedAt', 'DESC'),
    }),
    activity: toMany(ActivityEntity, 'organizationId', {
      when: organizationsWith('READ_ACTIVITY'),
      visible: inherited,
      filters: { types: (activity, types) => oneOf(activity.type, types) },
      order: newestFirst,
      stream: activityOfParent,
    }),
  },
  { viewerRole: [], viewerPermissions: [] },
);

export const organizationById = lookup(OrganizationEntity, 'id', visibleOrganizations);
export const organizationField = rootOne('organization', organizationById, { argument: 'id', id: 'Organization' });
export const organizationBySlug = rootOne('organizationBySlug', lookup(OrganizationEntity, 'slug', visibleOrganizations), {
  argument: 'slug',
});
/** What the viewer can restore, deleted last first. */
export const deletedOrganizations = rootList('viewer.deletedOrganizations', OrganizationEntity, {
  visible: visibleDeletedOrganizations,
  order: by<OrganizationEntity>('deletedAt', 'DESC'),
});

export const organizationMemberById = lookup(OrganizationMemberEntity, 'id', visibleOrganizationMembers);

/** Organizations by name. */
export const organizations = rootList('organizations', OrganizationEntity, {
  visible: visibleOrganizations,
  filters: { query: (organization, query) => or(contains(organization.name, query), contains(organization.slug, query)) },
  order: by<OrganizationEntity>('name', 'ASC'),
});

/** What can be reached from a membership. */
export const organizationMemberRelations = relations(
  OrganizationMemberEntity,
  {
    organization: toOne(OrganizationEntity, 'organizationId'),
    user: toOne(UserEntity, 'userId'),
  },
  { joinedAt: ['createdAt'] },
);
