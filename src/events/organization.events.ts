import type { OrganizationRole } from '../shared/enums/organization.js';
import { defineEvent } from './event.js';

/** An import announces itself by this event, too: then `imported` says how much came along. */
export const organizationCreated = defineEvent<{ name: string; imported?: Record<string, number> }>('organization.created', {
  activity: 'ORGANIZATION_CREATED',
  subject: 'ORGANIZATION',
});

export const organizationUpdated = defineEvent<{ name: string; fields?: string[]; imported?: Record<string, number> }>(
  'organization.updated',
  { activity: 'ORGANIZATION_UPDATED', subject: 'ORGANIZATION' },
);

export const organizationDeleted = defineEvent<{ name: string }>('organization.deleted', {
  activity: 'ORGANIZATION_DELETED',
  subject: 'ORGANIZATION',
  rights: { of: 'PLACE', lastWord: () => true },
});

export const organizationRestored = defineEvent<{ name: string }>('organization.restored', {
  activity: 'ORGANIZATION_RESTORED',
  subject: 'ORGANIZATION',
});

export const memberRoleChanged = defineEvent<{ userId: string; from: OrganizationRole; to: OrganizationRole }>(
  'member.role-changed',
  {
    activity: 'MEMBER_ROLE_CHANGED',
    subject: 'ORGANIZATION_MEMBER',
    rights: { of: 'PERSON' },
  },
);

/** Somebody was removed, or left. */
export const memberRemoved = defineEvent<{ userId: string; left?: boolean }>('member.removed', {
  activity: 'MEMBER_REMOVED',
  subject: 'ORGANIZATION_MEMBER',
  rights: { of: 'PERSON', lastWord: () => true },
});
