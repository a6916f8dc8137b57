import { grantedRole } from '../access/invitation.policy.js';
import { outranks } from '../access/organization.policy.js';
import { OrganizationMemberEntity } from '../entities/relational/organization-member.entity.js';
import { memberJoined } from '../events/invitation.events.js';
import { memberRoleChanged } from '../events/organization.events.js';
import { newId } from '../shared/ids.js';
import type { HeldInvitation } from './hold-invitation.js';
import type { Transaction } from './transaction.js';

/**
 * Uses an invitation up: the person becomes a member, with the role that the inviter can still grant. Who is a member by now
 * keeps the higher of the two roles.
 */
export async function joinOrganization(
  { em, announce }: Transaction,
  { invitation }: HeldInvitation,
  userId: string,
  now: Date,
): Promise<void> {
  const { organizationId, invitedById } = invitation;
  const members = await em.find(OrganizationMemberEntity, {
    organizationId,
    userId: { $in: invitedById === null ? [userId] : [userId, invitedById] },
  });
  const inviter = members.find((member) => member.userId === invitedById);
  const member = members.find((one) => one.userId === userId);
  const role = grantedRole(invitation.role, inviter?.role ?? null);
  em.remove(invitation);

  if (!member) {
    const made = { id: newId(), createdAt: now, updatedAt: now, revision: 1 };
    em.create(OrganizationMemberEntity, { ...made, organizationId, userId, role }, { persist: true });
    announce(memberJoined({ by: userId, subjectId: made.id, organizationId, userId, role, invitedById }));
  } else if (outranks(role, member.role)) {
    announce(memberRoleChanged({ by: userId, subjectId: member.id, organizationId, userId, from: member.role, to: role }));
    member.role = role;
  }
}
