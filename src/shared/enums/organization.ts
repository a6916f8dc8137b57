/** What a person is in an organization, from the most to the least. */
export const OrganizationRole = { OWNER: 'OWNER', ADMIN: 'ADMIN', MEMBER: 'MEMBER', GUEST: 'GUEST' } as const;
export type OrganizationRole = keyof typeof OrganizationRole;

/** What one may do with an organization. */
export const OrganizationPermission = {
  READ: 'READ',
  UPDATE: 'UPDATE',
  DELETE: 'DELETE',
  MANAGE_MEMBERS: 'MANAGE_MEMBERS',
  MANAGE_INVITATIONS: 'MANAGE_INVITATIONS',
  MANAGE_WEBHOOKS: 'MANAGE_WEBHOOKS',
  CREATE_PROJECT: 'CREATE_PROJECT',
  CREATE_CHANNEL: 'CREATE_CHANNEL',
  READ_ACTIVITY: 'READ_ACTIVITY',
} as const;
export type OrganizationPermission = keyof typeof OrganizationPermission;
