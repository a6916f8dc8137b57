import type { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { invitationRevoked } from '../../events/invitation.events.js';
import type { RevokeInvitationInput } from '../../schema/inputs/revoke-invitation-input.js';
import { ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { holdManagedInvitation } from './manage-invitations.js';

export interface RevokedInvitation {
  /** The stored id. */
  revokedInvitationId: string;
  organization: OrganizationEntity;
}

/** Takes an invitation back: its token is worthless from then on. Never one to a role above one's own. */
export async function revokeInvitation(
  { transaction, requester }: UseCase,
  input: RevokeInvitationInput,
): Promise<Result<RevokedInvitation>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const held = await holdManagedInvitation(em, requester, input.invitationId);
    if (!held.ok) return held;
    const { invitation, organization } = held.value;
    const { id, organizationId, email } = invitation;
    em.remove(invitation);
    announce(invitationRevoked({ by, subjectId: id, organizationId, email }));
    return ok({ revokedInvitationId: id, organization });
  });
}
