import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { failed, userError } from '../../shared/result.js';

/** Locks an organization, so that one change of its members waits for another; null when it is gone. */
export const lockOrganization = (em: EntityManager, organizationId: string) =>
  em.findOne(OrganizationEntity, organizationId, { lockMode: LockMode.PESSIMISTIC_WRITE });

/** A person's membership, locked; null when there is none. */
export async function lockMember(
  em: EntityManager,
  organizationId: string,
  userId: string | null,
): Promise<OrganizationMemberEntity | null> {
  if (userId === null) return null;
  return em.findOne(OrganizationMemberEntity, { organizationId, userId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Whether nobody else owns the organization. True for as long as it is locked. */
export async function isLastOwner(em: EntityManager, { organizationId, role }: OrganizationMemberEntity): Promise<boolean> {
  return role === 'OWNER' && (await em.count(OrganizationMemberEntity, { organizationId, role: 'OWNER' })) === 1;
}

export const lastOwner = () => failed(userError('LAST_OWNER', 'userId', 'The organization would be left without an owner.'));
