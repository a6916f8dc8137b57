import type { OrganizationRole } from '../shared/enums/organization.js';
import { defineEvent } from './event.js';

interface Invited {
  email: string;
}

/** Somebody was invited; with `resent`, their invitation was sent again. `generation` says which of its tokens is meant. */
export const memberInvited = defineEvent<Invited & { role: OrganizationRole; generation: number; resent?: true }>(
  'member.invited',
  { activity: 'MEMBER_INVITED', subject: 'INVITATION' },
);

/** An invited person joined. */
export const memberJoined = defineEvent<{ userId: string; role: OrganizationRole; invitedById: string | null }>('member.joined', {
  activity: 'MEMBER_JOINED',
  subject: 'ORGANIZATION_MEMBER',
});

export const invitationDeclined = defineEvent<Invited>('invitation.declined', {
  activity: 'INVITATION_DECLINED',
  subject: 'INVITATION',
});

export const invitationRevoked = defineEvent<Invited>('invitation.revoked', {
  activity: 'INVITATION_REVOKED',
  subject: 'INVITATION',
});
