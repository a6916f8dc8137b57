import { CredentialEntity } from '../../entities/relational/credential.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { userSignedIn, userSignInFailed } from '../../events/user.events.js';
import type { SignInInput } from '../../schema/inputs/sign-in-input.js';
import { failed, ok, userError, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { checkEmail, normalizeEmail } from '../email-rules.js';
import { hideTime } from './hidden-time.js';
import { isTooLongToHash } from './password-rules.js';
import { tooManyAttempts } from './too-many-attempts.js';
import { startSession, type StartedSession } from './start-session.js';

type SignInUseCase = Pick<UseCase, 'em' | 'transaction' | 'passwords' | 'tokens' | 'attempts' | 'clock' | 'origin'>;

/**
 * Starts a session of who knows the password. An unknown address, an account without password and a wrong password are one
 * answer, BAD_CREDENTIALS, and take equally long; tried too often, all of them are RATE_LIMITED. The refresh token is in the
 * result however it is to be delivered.
 */
export async function signIn(
  useCase: SignInUseCase,
  input: Pick<SignInInput, 'email' | 'password'>,
): Promise<Result<StartedSession>> {
  const wait = await useCase.attempts.signIn(normalizeEmail(input.email), useCase.origin.ipAddress);
  if (wait !== null) return tooManyAttempts(wait);
  if (isTooLongToHash(input.password)) return refused;
  const began = performance.now();
  const user = await findUser(useCase, input.email);
  if (user && (await knowsPassword(useCase, user, input.password))) return startSessionOf(useCase, user.id);
  if (user) await announceFailure(useCase, user.id);
  else await useCase.passwords.verify(null, input.password);
  await hideTime(began);
  return refused;
}

const refused = failed(userError('BAD_CREDENTIALS', '', 'The address or the password is wrong.'));

async function findUser({ em }: SignInUseCase, email: string): Promise<UserEntity | null> {
  return checkEmail('email', email) ? null : em.findOne(UserEntity, { email: normalizeEmail(email) });
}

async function knowsPassword({ em, passwords }: SignInUseCase, { id: userId }: UserEntity, password: string): Promise<boolean> {
  const credential = await em.findOne(CredentialEntity, { userId });
  return passwords.verify(credential?.passwordHash ?? null, password);
}

function startSessionOf(useCase: SignInUseCase, userId: string): Promise<Result<StartedSession>> {
  return useCase.transaction(async ({ em, announce }) => {
    announce(userSignedIn({ by: userId, subjectId: userId }));
    return ok(await startSession(em, useCase, userId));
  });
}

/** In a transaction of its own, since a failed result would take the event along. */
async function announceFailure({ transaction }: SignInUseCase, userId: string): Promise<void> {
  await transaction(({ announce }) => {
    announce(userSignInFailed({ by: null, subjectId: userId }));
    return Promise.resolve(ok(null));
  });
}
