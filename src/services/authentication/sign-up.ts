import { userSignedUp } from '../../events/user.events.js';
import type { SignUpInput } from '../../schema/inputs/sign-up-input.js';
import { failed, ok, userError, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { addAccount, prepareAccount } from './new-account.js';
import { startSession, type StartedSession } from './start-session.js';
import { tooManyAttempts } from './too-many-attempts.js';

type SignUpUseCase = Pick<UseCase, 'em' | 'transaction' | 'passwords' | 'tokens' | 'attempts' | 'clock' | 'origin' | 'signUp'>;

const ATTEMPTS = 3;

/**
 * Makes an account and signs it in. FORBIDDEN where signing up is closed, RATE_LIMITED when it is tried too often; everything else that is wrong is told at once, by field.
 * When somebody else takes a username that was made up at the same moment, another is made up.
 */
export async function signUp(useCase: SignUpUseCase, input: SignUpInput): Promise<Result<StartedSession>> {
  if (useCase.signUp === 'closed')
    return failed(userError('FORBIDDEN', '', 'Nobody can sign up here. Ask an administrator for an account.'));

  const wait = await useCase.attempts.signUp(useCase.origin.ipAddress);
  if (wait !== null) return tooManyAttempts(wait);

  let result = await attempt(useCase, input);
  for (let attempts = 1; attempts < ATTEMPTS && input.username == null && isUsernameTaken(result); attempts++) {
    result = await attempt(useCase, input);
  }
  return result;
}

async function attempt(
  useCase: SignUpUseCase,
  { email, name, password, username }: SignUpInput,
): Promise<Result<StartedSession>> {
  const account = await prepareAccount(useCase, { email, name, password, username });
  if (!account.ok) return failed(...account.errors);
  return useCase.transaction(async ({ em, announce }) => {
    const { id } = addAccount(em, account.value, useCase.clock.now());
    announce(userSignedUp({ by: id, subjectId: id }));
    return ok(await startSession(em, useCase, id));
  });
}

const isUsernameTaken = (result: Result<unknown>) =>
  !result.ok && result.errors.some(({ code, path }) => code === 'TAKEN' && path.join('.') === 'input.username');
