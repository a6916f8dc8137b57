import { LockMode } from '@mikro-orm/core';
import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { organizationRestored } from '../../events/organization.events.js';
import type { RestoreOrganizationInput } from '../../schema/inputs/restore-organization-input.js';
import { decodeId } from '../../shared/ids.js';
import { notFound, ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { lockMember } from './manage-members.js';

/** Brings a deleted organization back, as it was. It exists only for its owners. */
export async function restoreOrganization(
  { transaction, requester }: UseCase,
  input: RestoreOrganizationInput,
): Promise<Result<OrganizationEntity>> {
  const by = requester.signedInUserId;
  const id = decodeId('Organization', input.organizationId);
  if (id === null) return notFound('organizationId');
  return transaction(async ({ em, announce }) => {
    const deleted = { id, deletedAt: { $ne: null }, purgedAt: null };
    const organization = await em.findOne(OrganizationEntity, deleted, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const member = organization && (await lockMember(em, organization.id, by));
    if (!organization || member?.role !== 'OWNER') return notFound('organizationId');

    organization.deletedAt = null;
    const { name } = organization;
    announce(organizationRestored({ by, subjectId: organization.id, organizationId: organization.id, name }));
    return ok(organization);
  });
}
