import type { InvitationEntity } from '../../entities/relational/invitation.entity.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import type { InvitationPreview } from '../../schema/types/invitation-preview.js';
import { findInvitation, isOver } from '../hold-invitation.js';
import type { UseCase } from '../use-case.js';

/** What an open invitation says to who has its token; null for a bad, used, outdated or expired one, which is not told apart. */
export async function previewInvitation(
  { em, invitationTokens, clock }: Pick<UseCase, 'em' | 'invitationTokens' | 'clock'>,
  token: string,
): Promise<InvitationPreview | null> {
  const claim = invitationTokens.read(token);
  const invitation = claim && (await findInvitation(em, claim));
  return invitation && !isOver(invitation, clock.now()) ? describeInvitation(em, invitation) : null;
}

/** What whom it is for may know of an invitation. */
export async function describeInvitation(
  em: UseCase['em'],
  { organizationId, invitedById, email, role, expiresAt }: InvitationEntity,
): Promise<InvitationPreview | null> {
  const only = { fields: ['name'], disableIdentityMap: true } as const;
  const organization = await em.findOne(OrganizationEntity, organizationId, only);
  const inviter = invitedById === null ? null : await em.findOne(UserEntity, invitedById, only);
  return organization && { organizationName: organization.name, email, role, invitedByName: inviter?.name ?? null, expiresAt };
}
