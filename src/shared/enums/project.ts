/** Whether work on a project goes on. */
export const ProjectStatus = { ACTIVE: 'ACTIVE', ARCHIVED: 'ARCHIVED' } as const;
export type ProjectStatus = keyof typeof ProjectStatus;

/** Who sees a project without having been added to it: every full member, or nobody. */
export const ProjectVisibility = { ORGANIZATION: 'ORGANIZATION', PRIVATE: 'PRIVATE' } as const;
export type ProjectVisibility = keyof typeof ProjectVisibility;

/** What a person is in a project, from the most to the least. */
export const ProjectRole = { MAINTAINER: 'MAINTAINER', EDITOR: 'EDITOR', VIEWER: 'VIEWER' } as const;
export type ProjectRole = keyof typeof ProjectRole;

/** What one may do with a project. */
export const ProjectPermission = {
  READ: 'READ',
  UPDATE: 'UPDATE',
  DELETE: 'DELETE',
  MANAGE_MEMBERS: 'MANAGE_MEMBERS',
  WRITE_FILES: 'WRITE_FILES',
  DELETE_FILES: 'DELETE_FILES',
  WRITE_DATA: 'WRITE_DATA',
  CHAT: 'CHAT',
} as const;
export type ProjectPermission = keyof typeof ProjectPermission;

/** What lists of projects can be ordered by. */
export const ProjectOrderField = { NAME: 'NAME', CREATED_AT: 'CREATED_AT', UPDATED_AT: 'UPDATED_AT' } as const;
export type ProjectOrderField = keyof typeof ProjectOrderField;
