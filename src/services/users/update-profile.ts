import { LockMode } from '@mikro-orm/core';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { userProfileChanged } from '../../events/user.events.js';
import type { UpdateProfileInput } from '../../schema/inputs/update-profile-input.js';
import { unauthenticated } from '../../shared/errors.js';
import { conflict, failed, ok, type Result } from '../../shared/result.js';
import { applyChanges, isStale } from '../changes.js';
import { checkName, checkText, errorsOf } from '../input-rules.js';
import type { UseCase } from '../use-case.js';
import { checkUsername, normalizeUsername } from '../username.js';
import { canonicalLocale, canonicalTimeZone, checkLocale, checkTimeZone } from './locale-rules.js';

/** Changes the profile of the requester. What is absent stays; a bio of null is cleared. What changes nothing is not announced. */
export async function updateProfile(
  { transaction, requester }: Pick<UseCase, 'transaction' | 'requester'>,
  input: UpdateProfileInput,
): Promise<Result<UserEntity>> {
  const by = requester.signedInUserId;
  const username = input.username && normalizeUsername(input.username);
  const errors = errorsOf(
    checkName('name', input.name),
    checkUsername('username', username),
    checkText('bio', input.bio, 500),
    checkLocale('locale', input.locale),
    checkTimeZone('timeZone', input.timeZone),
  );
  if (errors.length > 0) return failed(...errors);

  return transaction(async ({ em, announce }) => {
    const user = await em.findOne(UserEntity, by, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!user) throw unauthenticated();
    if (isStale(user, input.expectedRevision)) return conflict(user);

    const fields = applyChanges(user, {
      name: input.name?.trim(),
      username,
      bio: input.bio,
      locale: input.locale == null ? undefined : canonicalLocale(input.locale),
      timeZone: input.timeZone == null ? undefined : canonicalTimeZone(input.timeZone),
    });
    if (fields.length > 0) announce(userProfileChanged({ by, subjectId: by, fields }));
    return ok(user);
  });
}
