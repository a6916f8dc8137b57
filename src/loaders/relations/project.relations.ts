import { visibleActivities, visibleProjectMembers } from '../../access/document.policy.js';
import { visibleProjects } from '../../access/project.policy.js';
import { ActivityEntity } from '../../entities/documents/activity.entity.js';
import { FileEntity } from '../../entities/relational/file.entity.js';
import { FolderEntity } from '../../entities/relational/folder.entity.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { ProjectMemberEntity } from '../../entities/relational/project-member.entity.js';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { and, contains, eq, exists, isNull, oneOf, or } from '../../shared/conditions.js';
import { activityOfParent } from '../list-stream.js';
import { by, inherited, lookup, newestFirst, relations, rootList, rootOne, toMany, toOne } from '../relation.js';
import { fileFilters, fileOrders } from './file.relations.js';
import { projectOrders } from './organization.relations.js';
import { memberFilters } from './member-filters.js';

/** What can be reached from a project, and how. */
export const projectRelations = relations(
  ProjectEntity,
  {
    organization: toOne(OrganizationEntity, 'organizationId'),
    createdBy: toOne(UserEntity, 'createdById'),
    rootFolder: toOne(FolderEntity, 'id', (folder) => isNull(folder.parentId), 'projectId'),
    members: toMany(ProjectMemberEntity, 'projectId', {
      visible: inherited,
      filters: memberFilters,
      order: newestFirst,
    }),
    files: toMany(FileEntity, 'projectId', {
      visible: inherited,
      where: (file) => isNull(file.deletedAt),
      filters: fileFilters,
      order: fileOrders,
    }),
    activity: toMany(ActivityEntity, 'projectId', {
      visible: visibleActivities,
      filters: { types: (activity, types) => oneOf(activity.type, types) },
      order: newestFirst,
      stream: activityOfParent,
    }),
  },
  {
    viewerRole: ['organizationId', 'visibility'],
    viewerPermissions: ['organizationId', 'visibility'],
    trash: ['organizationId', 'visibility'],
  },
);

export const projectById = lookup(ProjectEntity, 'id', visibleProjects);
export const projectField = rootOne('project', projectById, { argument: 'id', id: 'Project' });
export const projectMemberById = lookup(ProjectMemberEntity, 'id', visibleProjectMembers);

/** The project with both slugs; there is at most one. */
export const projectsBySlug = rootList('projectBySlug', ProjectEntity, {
  visible: visibleProjects,
  filters: {
    organizationSlug: (project, slug) =>
      exists(OrganizationEntity, 'slug_organization', (organization) =>
        and(eq(organization.id, project.organizationId), eq(organization.slug, slug)),
      ),
    slug: (project, slug) => eq(project.slug, slug),
  },
  order: by<ProjectEntity>('id', 'ASC'),
});

/** Projects of all the viewer's organizations. */
export const projects = rootList('projects', ProjectEntity, {
  visible: visibleProjects,
  ids: { organizationId: 'Organization' },
  filters: {
    organizationId: (project, organizationId) => eq(project.organizationId, organizationId),
    status: (project, status) => eq(project.status, status),
    query: (project, query) => or(contains(project.name, query), contains(project.slug, query)),
  },
  order: projectOrders,
});

/** What can be reached from somebody's place in a project. */
export const projectMemberRelations = relations(
  ProjectMemberEntity,
  { project: toOne(ProjectEntity, 'projectId'), user: toOne(UserEntity, 'userId') },
  { joinedAt: ['createdAt'] },
);
