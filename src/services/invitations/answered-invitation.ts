import type { EntityManager } from '@mikro-orm/postgresql';
import { canInOrganization } from '../../access/organization.policy.js';
import { UserEntity } from '../../entities/relational/user.entity.js';
import { decodeId } from '../../shared/ids.js';
import { failed, forbidden, notFound, userError } from '../../shared/result.js';
import { findInvitation, holdInvitation, type HeldInvitation, type MeantInvitation } from '../hold-invitation.js';
import type { Found } from '../lock-project.js';
import type { UseCase } from '../use-case.js';

/** By token, or by id for who has the address: exactly one. */
export interface Answer {
  token?: string | null;
  invitationId?: string | null;
}

/** How an invitation was meant, and the input field that says so. */
export interface Meant extends MeantInvitation {
  field: 'token' | 'invitationId';
}

/** Reads which invitation is answered: INVALID unless exactly one way is given, NOT_FOUND for what names none. */
export function readAnswer(
  { invitationTokens }: Pick<UseCase, 'invitationTokens'>,
  { token, invitationId }: Answer,
): Found<Meant> {
  if ((token == null) === (invitationId == null))
    return failed(userError('INVALID', '', 'Give either `token` or `invitationId`, and not both.'));
  const field = token != null ? 'token' : 'invitationId';
  const id = invitationId != null ? decodeId('Invitation', invitationId) : null;
  const meant = token != null ? invitationTokens.read(token) : id === null ? null : { id };
  return meant ? { ok: true, value: { ...meant, field } } : notFound(field);
}

/**
 * The invitation, held, when it is the requester's to answer. A token is good for who is signed in with its address, and for
 * who is not signed in at all; somebody else is told so (FORBIDDEN), and it stays good.
 */
export async function holdAnswered(
  em: EntityManager,
  { requester }: Pick<UseCase, 'requester'>,
  { field, ...meant }: Meant,
): Promise<Found<HeldInvitation>> {
  const found = await findInvitation(em, meant);
  if (!found) return notFound(field);
  const address = field === 'token' ? await ownAddress(em, requester.userId) : requester.address;
  const isTheirs = found.email === address || (field === 'token' && requester.userId === null);
  if (!isTheirs) {
    const sees = field === 'token' || canInOrganization('MANAGE_INVITATIONS', found.organizationId, requester);
    return sees ? forbidden(field) : notFound(field);
  }
  const held = await holdInvitation(em, found);
  return held ? { ok: true, value: held } : notFound(field);
}

/** Whether or not it was verified: the token shows that it is theirs. */
async function ownAddress(em: EntityManager, userId: string | null): Promise<string | null> {
  const user = userId && (await em.findOne(UserEntity, userId));
  return user ? user.email : null;
}
