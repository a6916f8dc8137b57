import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { InvitationEntity } from '../entities/relational/invitation.entity.js';
import { OrganizationEntity } from '../entities/relational/organization.entity.js';
import { failed, userError } from '../shared/result.js';

/** An invitation that nobody else answers or changes before the transaction ends, nor the members of its organization. */
export interface HeldInvitation {
  invitation: InvitationEntity;
  organization: OrganizationEntity;
}

/** Which invitation somebody means: that with the id, and if they have a token, as long as it was not sent again. */
export interface MeantInvitation {
  id: string;
  generation?: number;
}

/**
 * The invitation as it is now, apart from the unit of work; null when it is answered, revoked, or was sent again, and as long as
 * its organization is deleted.
 */
export async function findInvitation(em: EntityManager, meant: MeantInvitation): Promise<InvitationEntity | null> {
  const invitation = await em.findOne(InvitationEntity, { ...meant }, { disableIdentityMap: true });
  const isOpen = invitation && (await em.count(OrganizationEntity, { id: invitation.organizationId, deletedAt: null })) > 0;
  return isOpen ? invitation : null;
}

/** Locks the organization first, as every change of its members does, and then the invitation; null when it is gone by then. */
export async function holdInvitation(
  em: EntityManager,
  { id, generation, organizationId }: InvitationEntity,
): Promise<HeldInvitation | null> {
  const organization = await em.findOne(
    OrganizationEntity,
    { id: organizationId, deletedAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const invitation =
    organization && (await em.findOne(InvitationEntity, { id, generation }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
  return invitation && { invitation, organization };
}

export const isOver = ({ expiresAt }: InvitationEntity, now: Date): boolean => expiresAt <= now;

/** The time of an invitation that was sent is over. */
export const expired = (field: string) =>
  failed(userError('EXPIRED', field, 'This invitation has expired. Ask for it to be sent again.'));
