import { canInOrganization, outranks } from '../../access/organization.policy.js';
import type { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { ProjectMemberEntity } from '../../entities/relational/project-member.entity.js';
import { memberRemoved } from '../../events/organization.events.js';
import type { RemoveMemberInput } from '../../schema/inputs/remove-member-input.js';
import { decodeId } from '../../shared/ids.js';
import { forbidden, notFound, ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { isLastOwner, lastOwner, lockMember, lockOrganization } from './manage-members.js';

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
  const organizationId = decodeId('Organization', input.organizationId);
  if (organizationId === null || !canInOrganization('READ', organizationId, requester)) return notFound('organizationId');
  if (!canInOrganization('MANAGE_MEMBERS', organizationId, requester)) return forbidden('organizationId');

  return transaction(async ({ em, announce }) => {
    const organization = await lockOrganization(em, organizationId);
    if (!organization) return notFound('organizationId');
    const member = await lockMember(em, organizationId, decodeId('User', input.userId));
    if (!member) return notFound('userId');
    if (outranks(member.role, requester.organizationRole(organizationId))) return forbidden('userId');
    if (await isLastOwner(em, member)) return lastOwner();

    const { id: removedMemberId, userId } = member;
    await em.nativeDelete(ProjectMemberEntity, { organizationId, userId });
    em.remove(member);
    announce(memberRemoved({ by, subjectId: removedMemberId, organizationId, userId }));
    return ok({ removedMemberId, organization });
  });
}
