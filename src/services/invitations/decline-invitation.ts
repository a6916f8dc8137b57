import { invitationDeclined } from '../../events/invitation.events.js';
import type { DeclineInvitationInput } from '../../schema/inputs/decline-invitation-input.js';
import { ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { holdAnswered, readAnswer } from './answered-invitation.js';

/** Declines an invitation, which is gone then; who has its token needs no account for that. @returns its stored id. */
export async function declineInvitation(useCase: UseCase, input: DeclineInvitationInput): Promise<Result<string>> {
  const { requester, transaction } = useCase;
  const meant = readAnswer(useCase, input);
  if (!meant.ok) return meant;
  if (meant.value.field === 'invitationId') void requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const held = await holdAnswered(em, useCase, meant.value);
    if (!held.ok) return held;
    const { id, organizationId, email } = held.value.invitation;
    em.remove(held.value.invitation);
    announce(invitationDeclined({ by: requester.userId, subjectId: id, organizationId, email }));
    return ok(id);
  });
}
