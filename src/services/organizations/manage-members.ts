import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { canInOrganization } from '../../access/organization.policy.js';
import { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import { ProjectMemberEntity } from '../../entities/relational/project-member.entity.js';
import { memberRemoved } from '../../events/organization.events.js';
import type { OrganizationPermission } from '../../shared/enums/organization.js';
import { decodeId } from '../../shared/ids.js';
import type { Requester } from '../../shared/requester.js';
import { failed, forbidden, notFound, userError } from '../../shared/result.js';
import type { Found } from '../lock-project.js';
import { holdOrganization, type HeldOrganization } from '../rights.js';
import type { Transaction } from '../transaction.js';

/**
 * The organization with that id, as clients know it, locked, so that one change of its members waits for another, when the
 * requester may do that there once it is locked. NOT_FOUND at `organizationId` when they do not see it, or else FORBIDDEN.
 */
export async function lockOrganization(
  em: EntityManager,
  requester: Requester,
  permission: OrganizationPermission,
  organizationId: string,
): Promise<Found<HeldOrganization>> {
  const id = decodeId('Organization', organizationId);
  // Who never saw it is not made to wait for it.
  const seen = id !== null && canInOrganization('READ', id, requester);
  const held = seen ? await holdOrganization(em, requester, id, 'CHANGE') : null;
  if (!held) return notFound('organizationId');
  return canInOrganization(permission, held.organization.id, held.requester)
    ? { ok: true, value: held }
    : forbidden('organizationId');
}

/** A person's membership, locked; null when there is none. */
export async function lockMember(
  em: EntityManager,
  organizationId: string,
  userId: string | null,
): Promise<OrganizationMemberEntity | null> {
  if (userId === null) return null;
  return em.findOne(OrganizationMemberEntity, { organizationId, userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Takes a person out of an organization that is locked, and out of all its projects. */
export async function endMembership({ em, announce }: Transaction, member: OrganizationMemberEntity, by: string): Promise<void> {
  const { id: subjectId, organizationId, userId } = member;
  await em.nativeDelete(ProjectMemberEntity, { organizationId, userId });
  em.remove(member);
  announce(memberRemoved({ by, subjectId, organizationId, userId, ...(by === userId && { left: true }) }));
}

/** Whether nobody else owns the organization. True for as long as it is locked. */
export async function isLastOwner(em: EntityManager, { organizationId, role }: OrganizationMemberEntity): Promise<boolean> {
  return role === 'OWNER' && (await em.count(OrganizationMemberEntity, { organizationId, role: 'OWNER' })) === 1;
}

/** @param field the input field that named the last owner. */
export const lastOwner = (field: string) =>
  failed(userError('LAST_OWNER', field, 'The organization would be left without an owner.'));
