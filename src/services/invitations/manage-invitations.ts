import type { EntityManager } from '@mikro-orm/postgresql';
import { canInOrganization, outranks } from '../../access/organization.policy.js';
import type { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import type { OrganizationRole } from '../../shared/enums/organization.js';
import { decodeId } from '../../shared/ids.js';
import type { Requester } from '../../shared/requester.js';
import { forbidden, notFound } from '../../shared/result.js';
import { findInvitation, holdInvitation, type HeldInvitation } from '../hold-invitation.js';
import type { Found } from '../lock-project.js';
import { holdOrganization } from '../rights.js';

const DAY = 86_400_000;
const DAYS_OPEN = 7;

/** When an invitation that is sent now expires. */
export const openUntil = (now: Date): Date => new Date(now.getTime() + DAYS_OPEN * DAY);

/**
 * Holds an organization of whose invitations the requester is a manager, once it is held.
 * @returns the organization, and what the requester is there.
 */
export async function holdManaged(
  em: EntityManager,
  requester: Requester,
  organizationId: string | null,
  field: string,
): Promise<Found<{ organization: OrganizationEntity; role: OrganizationRole }>> {
  const seen = organizationId !== null && canInOrganization('READ', organizationId, requester);
  const held = seen ? await holdOrganization(em, requester, organizationId, 'CHANGE') : null;
  const role = held && held.requester.organizationRole(held.organization.id);
  if (!held || !role) return notFound(field);
  return canInOrganization('MANAGE_INVITATIONS', held.organization.id, held.requester)
    ? { ok: true, value: { organization: held.organization, role } }
    : forbidden(field);
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
