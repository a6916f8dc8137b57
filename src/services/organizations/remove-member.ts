import { outranks } from '../../access/organization.policy.js';
import type { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import type { RemoveMemberInput } from '../../schema/inputs/remove-member-input.js';
import { decodeId } from '../../shared/ids.js';
import { forbidden, notFound, ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { endMembership, isLastOwner, lastOwner, lockMember, lockOrganization } from './manage-members.js';

export interface RemovedMember {
  /** The stored id of the membership that has ended. */
  removedMemberId: string;
  organization: OrganizationEntity;
}

/** Takes a person out of an organization and out of all its projects; never somebody above oneself. What they made stays. */
export async function removeMember(
  { transaction, requester }: UseCase,
  input: RemoveMemberInput,
): Promise<Result<RemovedMember>> {
  const by = requester.signedInUserId;
  return transaction(async (tx) => {
    const held = await lockOrganization(tx.em, requester, 'MANAGE_MEMBERS', input.organizationId);
    if (!held.ok) return held;
    const { organization } = held.value;
    const member = await lockMember(tx.em, organization.id, decodeId('User', input.userId));
    if (!member) return notFound('userId');
    if (outranks(member.role, held.value.requester.organizationRole(organization.id))) return forbidden('userId');
    if (await isLastOwner(tx.em, member)) return lastOwner('userId');

    await endMembership(tx, member, by);
    return ok({ removedMemberId: member.id, organization });
  });
}
