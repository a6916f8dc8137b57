import { composeInvitationMail, invitationMailed, type InvitationMailParts } from '../services/invitations/invitation-mail.js';
import type { MailWriter } from './mail-sender.js';

/** Writes queued mails to people who are invited. */
export const invitationMails = (parts: InvitationMailParts): MailWriter => ({
  write: (em, { id, subjectId, data }) =>
    composeInvitationMail(em, parts, id, { id: subjectId, generation: Number(data['generation']) }),
  sent: (em, { subjectId, data }) => invitationMailed(em, subjectId, Number(data['generation'])),
});
