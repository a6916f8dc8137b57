import type { LeaveOrganizationInput } from '../../schema/inputs/leave-organization-input.js';
import { notFound, ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { endMembership, isLastOwner, lastOwner, lockMember, lockOrganization } from './manage-members.js';

/** Takes the requester out of an organization and out of all its projects. The last owner cannot leave. */
export async function leaveOrganization(
  { transaction, requester }: UseCase,
  input: LeaveOrganizationInput,
): Promise<Result<{ organizationId: string }>> {
  const by = requester.signedInUserId;
  return transaction(async (tx) => {
    const held = await lockOrganization(tx.em, requester, 'READ', input.organizationId);
    if (!held.ok) return held;
    const { id: organizationId } = held.value.organization;
    const member = await lockMember(tx.em, organizationId, by);
    if (!member) return notFound('organizationId');
    if (await isLastOwner(tx.em, member)) return lastOwner('organizationId');

    await endMembership(tx, member, by);
    return ok({ organizationId });
  });
}
