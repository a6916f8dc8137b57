import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { canInOrganization, outranks } from '../../access/organization.policy.js';
import { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import type { OrganizationRole } from '../../shared/enums/organization.js';
import { decodeId } from '../../shared/ids.js';
import { Requester } from '../../shared/requester.js';
import { forbidden, notFound } from '../../shared/result.js';
import { findInvitation, holdInvitation, type HeldInvitation } from '../hold-invitation.js';
import type { Found } from '../lock-project.js';

const DAY = 86_400_000;
const DAYS_OPEN = 7;

/** When an invitation that is sent now expires. */
export const openUntil = (now: Date): Date => new Date(now.getTime() + DAYS_OPEN * DAY);

/**
 * Holds an organization of whose invitations the requester is a manager; rights are read afresh under the lock, since they may
 * have been lost while it was waited for.
 * @returns the organization, and what the requester is there.
 */
export async function holdManaged(
  em: EntityManager,
  requester: Requester,
  organizationId: string | null,
  field: string,
): Promise<Found<{ organization: OrganizationEntity; role: OrganizationRole }>> {
  if (organizationId === null || !canInOrganization('READ', organizationId, requester)) return notFound(field);
  if (!canInOrganization('MANAGE_INVITATIONS', organizationId, requester)) return forbidden(field);
  const organization = await em.findOne(OrganizationEntity, organizationId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const role = organization && (await roleNow(em, organizationId, requester));
  if (!organization || role === null) return notFound(field);
  return mayManage(organizationId, role, requester) ? { ok: true, value: { organization, role } } : forbidden(field);
}

/** An invitation by its id as clients know it, held, when the requester may change it; never one to a role above their own. */
export async function holdManagedInvitation(
  em: EntityManager,
  requester: Requester,
  invitationId: string,
): Promise<Found<HeldInvitation>> {
  const field = 'invitationId';
  const id = decodeId('Invitation', invitationId);
  const found = id === null ? null : await findInvitation(em, { id });
  if (!found) return notFound(field);
  const managed = await holdManaged(em, requester, found.organizationId, field);
  // Of who may not manage it, only whom it is for sees it.
  if (!managed.ok) return requester.address === found.email ? forbidden(field) : notFound(field);
  const held = await holdInvitation(em, found);
  if (!held) return notFound(field);
  return outranks(held.invitation.role, managed.value.role) ? forbidden(field) : { ok: true, value: held };
}

async function roleNow(em: EntityManager, organizationId: string, requester: Requester): Promise<OrganizationRole | null> {
  const userId = requester.signedInUserId;
  const member = await em.findOne(OrganizationMemberEntity, { organizationId, userId }, { disableIdentityMap: true });
  return member?.role ?? null;
}

/** The same question, of the role that was read last. */
function mayManage(organizationId: string, role: OrganizationRole, { signedInUserId }: Requester): boolean {
  const now = { userId: signedInUserId, sessionId: '', systemRole: 'USER', scopes: [], projects: {} } as const;
  return canInOrganization(
    'MANAGE_INVITATIONS',
    organizationId,
    new Requester({ ...now, organizations: { [organizationId]: role } }),
  );
}
