import type { OrganizationPermission } from '../../../../src/shared/enums/organization.js';
import type { ProjectPermission } from '../../../../src/shared/enums/project.js';

/** A field of a root that takes just this permission, by its row; null as long as nothing takes it yet. */
export const organizationPermissions: Record<OrganizationPermission, string | null> = {
  READ: 'organization',
  UPDATE: 'updateOrganization',
  DELETE: 'deleteOrganization',
  MANAGE_MEMBERS: 'removeMember',
  MANAGE_INVITATIONS: 'inviteMember',
  MANAGE_WEBHOOKS: null,
  CREATE_PROJECT: 'createProject',
  CREATE_CHANNEL: null,
  READ_ACTIVITY: 'organizationActivity',
};

export const projectPermissions: Record<ProjectPermission, string | null> = {
  READ: 'project',
  UPDATE: 'updateProject',
  DELETE: 'deleteProject',
  MANAGE_MEMBERS: 'setProjectMember',
  WRITE_FILES: 'createFolder',
  DELETE_FILES: 'deleteItems',
  WRITE_DATA: null,
  CHAT: null,
};
