import type { InvitationEntity } from '../../entities/relational/invitation.entity.js';
import { memberInvited } from '../../events/invitation.events.js';
import type { ResendInvitationInput } from '../../schema/inputs/resend-invitation-input.js';
import { failed, ok, userError, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { countSending } from './count-sending.js';
import { holdManagedInvitation, openUntil } from './manage-invitations.js';

const SECONDS_BETWEEN = 60;

/**
 * Sends an invitation again, with a new token and for another seven days; the earlier token is worthless from then on. Whoever
 * does so becomes the inviter, so it is never done for a role above their own.
 */
export async function resendInvitation(
  { transaction, requester, clock }: UseCase,
  input: ResendInvitationInput,
): Promise<Result<InvitationEntity>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const held = await holdManagedInvitation(em, requester, input.invitationId);
    if (!held.ok) return held;
    const { invitation } = held.value;
    const { id: subjectId, organizationId, email, role } = invitation;

    const now = clock.now();
    const retryAfterSeconds = SECONDS_BETWEEN - Math.floor((now.getTime() - invitation.sentAt.getTime()) / 1_000);
    if (retryAfterSeconds > 0)
      return failed(userError('RATE_LIMITED', 'invitationId', 'It was sent a moment ago. Wait a minute.', { retryAfterSeconds }));
    const tooMany = await countSending(em, { organizationId, by, email, field: 'invitationId' }, now);
    if (tooMany) return tooMany;

    const generation = invitation.generation + 1;
    Object.assign(invitation, { generation, sentAt: now, expiresAt: openUntil(now), invitedById: by });
    announce(memberInvited({ by, subjectId, organizationId, email, role, generation, resent: true }));
    return ok(invitation);
  });
}
