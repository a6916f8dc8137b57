import type { ProjectEntity } from '../entities/relational/project.entity.js';
import { and, eq, isNotNull, isNull, oneOf, or, type Columns } from '../shared/conditions.js';
import type { ProjectPermission, ProjectRole } from '../shared/enums/project.js';
import { viewer, type Requester } from '../shared/requester.js';

/** What of a project its policy looks at. */
export type ProjectFacts = Pick<ProjectEntity, 'id' | 'organizationId' | 'visibility'>;

/** Who may do what with a project. A role comes from the organization or from the project; the higher one counts. */
const granted: Record<ProjectRole, readonly ProjectPermission[]> = {
  VIEWER: ['READ'],
  EDITOR: ['READ', 'WRITE_FILES', 'WRITE_DATA', 'CHAT'],
  MAINTAINER: ['READ', 'WRITE_FILES', 'DELETE_FILES', 'WRITE_DATA', 'CHAT', 'UPDATE', 'DELETE', 'MANAGE_MEMBERS'],
};

const rank: readonly ProjectRole[] = ['VIEWER', 'EDITOR', 'MAINTAINER'];

export function projectRole(project: ProjectFacts, requester: Requester): ProjectRole | null {
  if (requester.administers(project.organizationId)) return 'MAINTAINER';
  if (requester.organizationRole(project.organizationId) === null) return null;
  return higherOf(requester.projectRole(project.id), openTo(project, requester) ? 'EDITOR' : null);
}

export function projectPermissions(project: ProjectFacts, requester: Requester): readonly ProjectPermission[] {
  const role = projectRole(project, requester);
  return role === null ? [] : granted[role];
}

export const canInProject = (permission: ProjectPermission, project: ProjectFacts, requester: Requester): boolean =>
  projectPermissions(project, requester).includes(permission);

/** An open project is every full member's; guests see only what they were added to. */
const openTo = (project: ProjectFacts, requester: Requester) =>
  project.visibility === 'ORGANIZATION' && requester.isFullMemberOf(project.organizationId);

function higherOf(one: ProjectRole | null, other: ProjectRole | null): ProjectRole | null {
  if (one === null || other === null) return one ?? other;
  return rank.indexOf(one) >= rank.indexOf(other) ? one : other;
}

/** `READ`, as a condition on rows. What is in the trash is seen by nobody, but in the list of what is there. */
export const visibleProjects = (project: Columns<ProjectEntity>) => and(isNull(project.deletedAt), readable(project));

/** `DELETE` of what is in the trash, as a condition on rows: who could throw it away may see it lie there. */
export const visibleDeletedProjects = (project: Columns<ProjectEntity>) =>
  and(
    isNotNull(project.deletedAt),
    isNull(project.purgedAt),
    or(oneOf(project.organizationId, viewer.administered), oneOf(project.id, viewer.maintained)),
  );

/** `READ` of the project itself, as a condition on its row, whether in the trash or not. */
const readable = (project: Columns<ProjectEntity>) =>
  or(
    oneOf(project.organizationId, viewer.administered),
    oneOf(project.id, viewer.addedTo),
    and(eq(project.visibility, 'ORGANIZATION'), oneOf(project.organizationId, viewer.fullMemberships)),
  );
