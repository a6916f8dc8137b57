import { outranks } from '../../access/organization.policy.js';
import type { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import { memberRoleChanged } from '../../events/organization.events.js';
import type { ChangeMemberRoleInput } from '../../schema/inputs/change-member-role-input.js';
import { decodeId } from '../../shared/ids.js';
import { conflict, forbidden, notFound, ok, type Result } from '../../shared/result.js';
import { isStale } from '../changes.js';
import type { UseCase } from '../use-case.js';
import { isLastOwner, lastOwner, lockMember, lockOrganization } from './manage-members.js';

/** Gives a member of an organization another role, up to one's own; never to somebody above oneself. */
export async function changeMemberRole(
  { transaction, requester }: UseCase,
  input: ChangeMemberRoleInput,
): Promise<Result<OrganizationMemberEntity>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const held = await lockOrganization(em, requester, 'MANAGE_MEMBERS', input.organizationId);
    if (!held.ok) return held;
    const { id: organizationId } = held.value.organization;
    const ownRole = held.value.requester.organizationRole(organizationId);
    const member = await lockMember(em, organizationId, decodeId('User', input.userId));
    if (!member) return notFound('userId');
    if (outranks(member.role, ownRole)) return forbidden('userId');
    if (outranks(input.role, ownRole)) return forbidden('role');
    if (isStale(member, input.expectedRevision)) return conflict(member);
    if (member.role === input.role) return ok(member);
    if (await isLastOwner(em, member)) return lastOwner('userId');

    announce(
      memberRoleChanged({ by, subjectId: member.id, organizationId, userId: member.userId, from: member.role, to: input.role }),
    );
    member.role = input.role;
    return ok(member);
  });
}
