import type { EntityManager } from '@mikro-orm/postgresql';
import { CredentialEntity } from '../../entities/relational/credential.entity.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import type { SystemRole } from '../../shared/enums/people.js';
import { newId } from '../../shared/ids.js';
import { failed, ok, userError, type Result } from '../../shared/result.js';
import { checkName, errorsOf } from '../input-rules.js';
import type { UseCase } from '../use-case.js';
import { checkUsername, normalizeUsername, usernamesFor } from '../username.js';
import { checkEmail, normalizeEmail } from '../email-rules.js';
import { checkPassword } from './password-rules.js';

/** What an account is made from, as somebody has written it. */
export interface AccountFacts {
  email: string;
  name: string;
  password: string;
  /** Made from the address when absent. */
  username?: string | null;
  /** `USER` unless told. */
  systemRole?: SystemRole;
}

/** An account that can be stored as it is. */
export interface NewAccount {
  email: string;
  name: string;
  username: string;
  systemRole: SystemRole;
  passwordHash: string;
}

/**
 * Checks the facts, finds a username if none was given, and hashes the password. Writes nothing, and is best called outside
 * of a transaction, since hashing takes long.
 * @returns all that is wrong at once: REQUIRED, TOO_SHORT, TOO_LONG, INVALID, WEAK_PASSWORD or TAKEN, by field.
 */
export async function prepareAccount(
  { em, passwords }: Pick<UseCase, 'em' | 'passwords'>,
  facts: AccountFacts,
): Promise<Result<NewAccount>> {
  const email = normalizeEmail(facts.email);
  const given = facts.username == null ? undefined : normalizeUsername(facts.username);
  const wrongEmail = checkEmail('email', facts.email);
  const wrongUsername = checkUsername('username', given);
  const usernames = given === undefined ? usernamesFor(email) : [given];
  const taken = await findTaken(em, wrongEmail ? [] : [email], wrongUsername ? [] : usernames);
  const username = usernames.find((candidate) => !taken.usernames.has(candidate));

  const errors = errorsOf(
    wrongEmail ?? (taken.emails.has(email) ? isTaken('email') : null),
    checkPassword('password', facts.password, [email, given ?? usernames[0]!]),
    checkName('name', facts.name),
    wrongUsername ?? (username === undefined ? isTaken('username') : null),
  );
  if (errors.length > 0) return failed(...errors);

  const { systemRole = 'USER', name, password } = facts;
  return ok({ email, username: username!, systemRole, name: name.trim(), passwordHash: await passwords.hash(password) });
}

/** Adds the account to a unit of work, which the caller flushes; another that took its address or username meanwhile makes that fail. */
export function addAccount(
  em: EntityManager,
  { passwordHash, ...facts }: NewAccount,
  now: Date,
  emailVerifiedAt: Date | null = null,
): UserEntity {
  const made = { id: newId(), createdAt: now, updatedAt: now, revision: 1, locale: 'en', timeZone: 'UTC', emailVerifiedAt };
  const user = em.create(UserEntity, { ...facts, ...made }, { persist: true });
  em.create(CredentialEntity, { userId: user.id, passwordHash, changedAt: now }, { persist: true });
  return user;
}

const isTaken = (field: string) => userError('TAKEN', field, 'It is taken already.');

async function findTaken(em: EntityManager, emails: string[], usernames: string[]) {
  const found = await em.find(
    UserEntity,
    { $or: [{ email: { $in: emails } }, { username: { $in: usernames } }] },
    { fields: ['email', 'username'], disableIdentityMap: true },
  );
  return { emails: new Set(found.map(({ email }) => email)), usernames: new Set(found.map(({ username }) => username)) };
}
