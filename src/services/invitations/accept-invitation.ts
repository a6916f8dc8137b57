import type { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import type { AcceptInvitationInput } from '../../schema/inputs/accept-invitation-input.js';
import { ok, type Result } from '../../shared/result.js';
import { expired, isOver } from '../hold-invitation.js';
import { joinOrganization } from '../join-organization.js';
import type { UseCase } from '../use-case.js';
import { holdAnswered, readAnswer } from './answered-invitation.js';

/**
 * Accepts an invitation, which is thereby used up: of several who try at once, one does. By its token it also shows that the
 * requester's address is theirs.
 */
export async function acceptInvitation(useCase: UseCase, input: AcceptInvitationInput): Promise<Result<OrganizationEntity>> {
  const by = useCase.requester.signedInUserId;
  const now = useCase.clock.now();
  const meant = readAnswer(useCase, input);
  if (!meant.ok) return meant;
  return useCase.transaction(async (tx) => {
    const held = await holdAnswered(tx.em, useCase, meant.value);
    if (!held.ok) return held;
    if (isOver(held.value.invitation, now)) return expired(meant.value.field);

    if (meant.value.field === 'token') (await tx.em.findOneOrFail(UserEntity, by)).emailVerifiedAt ??= now;
    await joinOrganization(tx, held.value, by, now);
    return ok(held.value.organization);
  });
}
