import type { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import type { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { memberRoleChanged } from '../../events/organization.events.js';
import type { TransferOrganizationOwnershipInput } from '../../schema/inputs/transfer-organization-ownership-input.js';
import type { OrganizationRole } from '../../shared/enums/organization.js';
import { decodeId } from '../../shared/ids.js';
import { failed, forbidden, notFound, ok, userError, type Result } from '../../shared/result.js';
import type { Transaction } from '../transaction.js';
import type { UseCase } from '../use-case.js';
import { lockMember, lockOrganization } from './manage-members.js';

export interface TransferredOwnership {
  organization: OrganizationEntity;
  /** Whose the organization was, and whose it is. */
  members: OrganizationMemberEntity[];
}

/** Makes a member the owner in the place of the requester, who keeps a lesser role. Further owners stay what they are. */
export async function transferOwnership(
  { transaction, requester }: UseCase,
  input: TransferOrganizationOwnershipInput,
): Promise<Result<TransferredOwnership>> {
  const by = requester.signedInUserId;
  return transaction<TransferredOwnership>(async (tx) => {
    const held = await lockOrganization(tx.em, requester, 'READ', input.organizationId);
    if (!held.ok) return held;
    const { organization } = held.value;
    const former = await lockMember(tx.em, organization.id, by);
    if (former?.role !== 'OWNER') return forbidden('organizationId');
    const next = await lockMember(tx.em, organization.id, decodeId('User', input.toUserId));
    if (!next) return notFound('toUserId');

    const keepRole = input.keepRole ?? 'ADMIN';
    if (next === former) return failed(userError('INVALID', 'toUserId', 'It is yours already.'));
    if (next.role === 'GUEST')
      return failed(userError('INVALID', 'toUserId', 'A guest cannot own it: make them a member first.'));
    if (keepRole === 'OWNER')
      return failed(userError('INVALID', 'keepRole', 'Who transfers ownership does not keep it; another role can be kept.'));

    give(tx, next, 'OWNER', by);
    give(tx, former, keepRole, by);
    return ok({ organization, members: [former, next] });
  });
}

function give({ announce }: Transaction, member: OrganizationMemberEntity, to: OrganizationRole, by: string): void {
  const { id: subjectId, organizationId, userId, role: from } = member;
  if (from === to) return;
  member.role = to;
  announce(memberRoleChanged({ by, subjectId, organizationId, userId, from, to }));
}
