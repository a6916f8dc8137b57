import type { InvitationEntity } from '../entities/relational/invitation.entity.js';
import { OrganizationEntity } from '../entities/relational/organization.entity.js';
import { and, eq, exists, isNull, oneOf, or, type Columns } from '../shared/conditions.js';
import type { OrganizationRole } from '../shared/enums/organization.js';
import { viewer } from '../shared/requester.js';
import { outranks } from './organization.policy.js';

/** What is known of somebody's mail address. */
export interface AddressFacts {
  email: string;
  emailVerified: boolean;
}

/** How people get accounts; where they sign up instantly, the operator has chosen to believe addresses. */
export type SignUpMode = 'instant' | 'closed';

/** The address whose invitations somebody may see and answer without a token: one that is known to be theirs. */
export const believedAddress = ({ email, emailVerified }: AddressFacts, signUp: SignUpMode): string | null =>
  emailVerified || signUp === 'instant' ? email : null;

/** Invitations for the viewer, but those of deleted organizations. */
export const invitationsForViewer = (invitation: Columns<InvitationEntity>) =>
  and(
    eq(invitation.email, viewer.address),
    exists(OrganizationEntity, 'inviting_organization', (organization) =>
      and(eq(organization.id, invitation.organizationId), isNull(organization.deletedAt)),
    ),
  );

/** Invitations are seen by who manages those of the organization, and by whom they are for. */
export const visibleInvitations = (invitation: Columns<InvitationEntity>) =>
  or(oneOf(invitation.organizationId, viewer.administered), invitationsForViewer(invitation));

/**
 * The role that accepting an invitation gives. Nobody grants a role above their own, and that is looked at again now: of what
 * the inviter could not grant any more, being demoted or gone, only an ordinary membership is left.
 * @param inviterRole what the inviter is in the organization now.
 */
export function grantedRole(invited: OrganizationRole, inviterRole: OrganizationRole | null): OrganizationRole {
  const most = inviterRole === null || outranks('MEMBER', inviterRole) ? 'MEMBER' : inviterRole;
  return outranks(invited, most) ? most : invited;
}
