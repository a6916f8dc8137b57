import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvitationTokens } from '../../auth/invitation-tokens.js';
import { InvitationEntity } from '../../entities/relational/invitation.entity.js';
import type { Mail } from '../../mail/mailer.js';
import { invitationMail } from '../../mail/templates/invitation-mail.js';
import type { Clock } from '../../shared/clock.js';
import { findInvitation, isOver } from '../hold-invitation.js';
import { describeInvitation } from './preview-invitation.js';

export interface InvitationMailParts {
  invitationTokens: InvitationTokens;
  clock: Clock;
  /** Where people use the app. */
  appUrl: () => string;
}

/** The mail of an invitation as it is now; null when there is nothing to send: it is answered, over, sent again, or was mailed. */
export async function composeInvitationMail(
  em: EntityManager,
  { invitationTokens, clock, appUrl }: InvitationMailParts,
  mailId: string,
  { id, generation }: { id: string; generation: number },
): Promise<Mail | null> {
  const invitation = await findInvitation(em, { id, generation });
  if (!invitation || invitation.mailedGeneration >= generation || isOver(invitation, clock.now())) return null;
  const described = await describeInvitation(em, invitation);
  if (!described) return null;
  const { organizationName, invitedByName: inviterName, role, expiresAt } = described;
  const token = invitationTokens.make({ id, generation });
  // Behind the #: browsers keep that to themselves, so no server on the way writes it into a log.
  const url = `${appUrl()}/invitation#${token}`;
  return { id: mailId, to: invitation.email, ...invitationMail({ organizationName, inviterName, role, url, token, expiresAt }) };
}

/** Remembers that the mail has left, so that the same event never sends a second one. */
export async function invitationMailed(em: EntityManager, id: string, generation: number): Promise<void> {
  await em.nativeUpdate(InvitationEntity, { id, mailedGeneration: { $lt: generation } }, { mailedGeneration: generation });
}
