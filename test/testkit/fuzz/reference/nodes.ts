import { encodeId, type NodeType } from '../../../../src/shared/ids.js';
import type { SubjectType } from '../../../../src/shared/enums/activity.js';
import type { Asking } from './asking.js';
import { seen } from './rows.js';
import { demandScope, scopeOfType } from './scopes.js';

const subjectTypes: Record<SubjectType, NodeType> = {
  USER: 'User',
  ORGANIZATION: 'Organization',
  INVITATION: 'Invitation',
  ORGANIZATION_MEMBER: 'OrganizationMember',
  PROJECT: 'Project',
  PROJECT_MEMBER: 'ProjectMember',
  FOLDER: 'Folder',
  FILE: 'File',
  FILE_VERSION: 'FileVersion',
};

interface About {
  subjectType: string | null;
  subjectId: string | null;
}

/** The object that an id names, if the viewer may see it and their token is good for such objects. */
export function nodeOf(named: { type: NodeType; id: string } | null, { data, rights, viewer }: Asking): object | null {
  if (named === null || viewer.userId === null) return null;
  const { type, id } = named;
  demandScope(viewer, scopeOfType(type));
  const { sees } = rights;
  const finds: Record<NodeType, () => object | null> = {
    User: () => seen(data.users, id, sees.user),
    Viewer: () => seen(data.users, id, (user) => user === rights.user),
    Organization: () => seen(data.organizations, id, sees.organization),
    OrganizationMember: () => seen(data.organizationMembers, id, sees.organizationMember),
    Invitation: () => seen(data.invitations, id, sees.invitation),
    Project: () => seen(data.projects, id, sees.project),
    ProjectMember: () => seen(data.projectMembers, id, sees.inProject),
    Folder: () => seen(data.folders, id, sees.item),
    File: () => seen(data.files, id, sees.item),
    FileVersion: () => seen(data.fileVersions, id, sees.version),
    Notification: () => seen(data.notifications, id, sees.notification),
    Activity: () => seen(data.activities, id, sees.activity),
  };
  const row = finds[type]();
  return row && { ...row, __typename: type };
}

/** What something is about, as it is now. */
export function subjectOf({ subjectType, subjectId }: About, asking: Asking): object | null {
  if (subjectType === null || subjectId === null) return null;
  return nodeOf({ type: subjectTypes[subjectType as SubjectType], id: subjectId }, asking);
}

export const subjectIdOf = ({ subjectType, subjectId }: About): string | null =>
  subjectType === null || subjectId === null ? null : encodeId(subjectTypes[subjectType as SubjectType], subjectId);
