import type { InvitationEntity } from '../../entities/relational/invitation.entity.js';
import { userSignedUp } from '../../events/user.events.js';
import type { SignUpInput } from '../../schema/inputs/sign-up-input.js';
import { failed, notFound, ok, userError, type Result } from '../../shared/result.js';
import { normalizeEmail } from '../email-rules.js';
import { expired, findInvitation, holdInvitation, isOver } from '../hold-invitation.js';
import { joinOrganization } from '../join-organization.js';
import type { Found } from '../lock-project.js';
import type { UseCase } from '../use-case.js';
import { addAccount, prepareAccount } from './new-account.js';
import { startSession, type StartedSession } from './start-session.js';
import { tooManyAttempts } from './too-many-attempts.js';

type SignUpUseCase = Pick<
  UseCase,
  'em' | 'transaction' | 'passwords' | 'tokens' | 'clock' | 'origin' | 'signUp' | 'invitationTokens' | 'attempts'
>;

const ATTEMPTS = 3;

/**
 * Makes an account and signs it in. FORBIDDEN where signing up is closed, RATE_LIMITED when it is tried too often; everything
 * else that is wrong is told at once, by field. An invitation opens the door for its address, which it thereby verifies, and is
 * accepted in the same transaction.
 * When somebody else takes a username that was made up at the same moment, another is made up.
 */
export async function signUp(useCase: SignUpUseCase, input: SignUpInput): Promise<Result<StartedSession>> {
  const invitation = input.invitationToken == null ? null : await findInvited(useCase, input.invitationToken);
  if (invitation?.ok === false) return invitation;
  if (invitation === null && useCase.signUp === 'closed')
    return failed(userError('FORBIDDEN', '', 'Nobody can sign up here. Ask an administrator for an account.'));
  if (invitation && invitation.value.email !== normalizeEmail(input.email))
    return failed(userError('INVALID', 'email', 'The invitation is for another address.'));

  const wait = await useCase.attempts.signUp(useCase.origin.ipAddress);
  if (wait !== null) return tooManyAttempts(wait);

  let result = await attempt(useCase, input, invitation?.value ?? null);
  for (let attempts = 1; attempts < ATTEMPTS && input.username == null && isUsernameTaken(result); attempts++) {
    result = await attempt(useCase, input, invitation?.value ?? null);
  }
  return result;
}

/** What the token is for. It was sent to the address, so whoever has it may know that it has expired. */
async function findInvited({ em, invitationTokens, clock }: SignUpUseCase, token: string): Promise<Found<InvitationEntity>> {
  const claim = invitationTokens.read(token);
  const invitation = claim && (await findInvitation(em, claim));
  if (!invitation) return notFound('invitationToken');
  return isOver(invitation, clock.now()) ? expired('invitationToken') : { ok: true, value: invitation };
}

async function attempt(
  useCase: SignUpUseCase,
  { email, name, password, username }: SignUpInput,
  invitation: InvitationEntity | null,
): Promise<Result<StartedSession>> {
  const account = await prepareAccount(useCase, { email, name, password, username });
  if (!account.ok) return failed(...account.errors);
  return useCase.transaction(async (tx) => {
    const { em, announce } = tx;
    const now = useCase.clock.now();
    const held = invitation && (await holdInvitation(em, invitation));
    if (invitation && !held) return notFound('invitationToken');

    const { id } = addAccount(em, account.value, now, held && now);
    announce(userSignedUp({ by: id, subjectId: id }));
    if (held) {
      await em.flush();
      await joinOrganization(tx, held, id, now);
    }
    return ok(await startSession(em, useCase, id));
  });
}

const isUsernameTaken = (result: Result<unknown>) =>
  !result.ok && result.errors.some(({ code, path }) => code === 'TAKEN' && path.join('.') === 'input.username');
