import type { UserEntity } from '../../entities/relational/user.entity.js';
import { failed, ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { addAccount, prepareAccount, type AccountFacts } from './new-account.js';

/**
 * Writes an account with a password by the given unit of work, in its transaction if it has one. Announces nothing, and asks
 * for no permission: it is for the command line and for demo data.
 * @returns the account, or all that is wrong with the facts.
 */
export async function createUser(
  { em, passwords, clock }: Pick<UseCase, 'em' | 'passwords' | 'clock'>,
  facts: AccountFacts,
): Promise<Result<UserEntity>> {
  const account = await prepareAccount({ em, passwords }, facts);
  if (!account.ok) return failed(...account.errors);
  const user = addAccount(em, account.value, clock.now());
  await em.flush();
  return ok(user);
}
