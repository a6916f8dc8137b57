import type { UserEntity } from '../entities/relational/user.entity.js';

/** A person in the place of an actor, saying so. */
export async function actorOf(user: Promise<UserEntity | null>) {
  const found = await user;
  return found && { ...found, __typename: 'User' as const };
}
