import type { EntityManager } from '@mikro-orm/postgresql';
import { outranks } from '../../access/organization.policy.js';
import { InvitationEntity } from '../../entities/relational/invitation.entity.js';
import { memberInvited } from '../../events/invitation.events.js';
import type { InviteMemberInput } from '../../schema/inputs/invite-member-input.js';
import { decodeId, newId } from '../../shared/ids.js';
import { failed, forbidden, ok, userError, type Result } from '../../shared/result.js';
import { checkEmail, normalizeEmail } from '../email-rules.js';
import type { UseCase } from '../use-case.js';
import { countSending } from './count-sending.js';
import { holdManaged, openUntil } from './manage-invitations.js';

/**
 * Invites an address into an organization, up to one's own role. Whether it has an account is not told: only who is a member
 * already, or is invited already, is TAKEN. The mail follows the event.
 */
export async function inviteMember(
  { transaction, requester, clock }: UseCase,
  input: InviteMemberInput,
): Promise<Result<InvitationEntity>> {
  const by = requester.signedInUserId;
  const organizationId = decodeId('Organization', input.organizationId);
  return transaction(async ({ em, announce }) => {
    const managed = await holdManaged(em, requester, organizationId, 'organizationId');
    if (!managed.ok) return managed;
    const { organization, role: ownRole } = managed.value;
    if (outranks(input.role, ownRole)) return forbidden('role');
    const wrong = checkEmail('email', input.email);
    if (wrong) return failed(wrong);

    const email = normalizeEmail(input.email);
    if (await isMember(em, organization.id, email)) return taken('Somebody with this address is a member already.');
    const now = clock.now();
    const earlier = await em.findOne(InvitationEntity, { organizationId: organization.id, email }, { disableIdentityMap: true });
    if (earlier && earlier.expiresAt > now) return taken('This address is invited already. Send that invitation again instead.');
    if (earlier) await em.nativeDelete(InvitationEntity, earlier.id);

    const tooMany = await countSending(em, { organizationId: organization.id, by, email, field: 'email' }, now);
    if (tooMany) return tooMany;
    const made = {
      id: newId(),
      createdAt: now,
      updatedAt: now,
      sentAt: now,
      expiresAt: openUntil(now),
      revision: 1,
      generation: 1,
      mailedGeneration: 0,
    };
    const invitation = em.create(
      InvitationEntity,
      { ...made, organizationId: organization.id, email, role: input.role, invitedById: by },
      { persist: true },
    );
    const { id: subjectId, role, generation } = invitation;
    announce(memberInvited({ by, subjectId, organizationId: organization.id, email, role, generation }));
    return ok(invitation);
  });
}

async function isMember(em: EntityManager, organizationId: string, email: string): Promise<boolean> {
  const rows = await em.execute<object[]>(
    'select from organization_members member join users person on person.id = member.user_id where member.organization_id = ? and person.email = ?',
    [organizationId, email],
  );
  return rows.length > 0;
}

const taken = (message: string) => failed(userError('TAKEN', 'email', message));
