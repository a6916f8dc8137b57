import { OrganizationMemberEntity } from '../entities/relational/organization-member.entity.js';
import type { OrganizationEntity } from '../entities/relational/organization.entity.js';
import { and, eq, exists, isNotNull, isNull, oneOf, type Columns } from '../shared/conditions.js';
import { OrganizationPermission, type OrganizationRole } from '../shared/enums/organization.js';
import { viewer, type Requester } from '../shared/requester.js';

/** Who may do what with an organization: whatever their role there grants. Strangers do not know that it exists. */
const granted: Record<OrganizationRole, readonly OrganizationPermission[]> = {
  OWNER: Object.values(OrganizationPermission),
  ADMIN: [
    'READ',
    'UPDATE',
    'MANAGE_MEMBERS',
    'MANAGE_INVITATIONS',
    'MANAGE_WEBHOOKS',
    'CREATE_PROJECT',
    'CREATE_CHANNEL',
    'READ_ACTIVITY',
  ],
  MEMBER: ['READ', 'CREATE_PROJECT', 'CREATE_CHANNEL'],
  GUEST: ['READ'],
};

export function organizationPermissions(organizationId: string, requester: Requester): readonly OrganizationPermission[] {
  const role = requester.organizationRole(organizationId);
  return role === null ? [] : granted[role];
}

export const canInOrganization = (permission: OrganizationPermission, organizationId: string, requester: Requester): boolean =>
  organizationPermissions(organizationId, requester).includes(permission);

const rank: readonly OrganizationRole[] = ['GUEST', 'MEMBER', 'ADMIN', 'OWNER'];

/** Nobody grants a role above their own, nor changes somebody whose role is above their own. */
export const outranks = (theirs: OrganizationRole, mine: OrganizationRole | null): boolean =>
  mine === null || rank.indexOf(theirs) > rank.indexOf(mine);

/** A permission that every role above some has, as a condition on the organization's row. */
export function organizationsWith(permission: OrganizationPermission) {
  const roles = rank.filter((role) => granted[role].includes(permission)).join();
  const list = {
    'ADMIN,OWNER': viewer.administered,
    'MEMBER,ADMIN,OWNER': viewer.fullMemberships,
    [rank.join()]: viewer.memberships,
  }[roles];
  if (!list) throw new Error(`No list of organizations is kept in which one may ${permission}.`);
  return (organization: Columns<OrganizationEntity>) => oneOf(organization.id, list);
}

/** `READ`, as a condition on rows: one's own organizations. */
export const visibleOrganizations = (organization: Columns<OrganizationEntity>) => oneOf(organization.id, viewer.memberships);

/** Deleted organizations are known to nobody but their owners, in the list of what they can restore. */
export const visibleDeletedOrganizations = (organization: Columns<OrganizationEntity>) =>
  and(
    isNotNull(organization.deletedAt),
    isNull(organization.purgedAt),
    exists(OrganizationMemberEntity, 'own_membership', (member) =>
      and(eq(member.organizationId, organization.id), eq(member.userId, viewer.userId), eq(member.role, 'OWNER')),
    ),
  );
