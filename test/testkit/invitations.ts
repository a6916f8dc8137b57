import { join } from 'node:path';
import { CaughtMails, type CaughtMail } from '../../src/mail/caught-mails.js';
import type { TestApp } from './app.js';

const userErrors = 'userErrors { code message path params }';
const invitation = 'id email role organizationName organization { id } invitedBy { id } createdAt expiresAt';

export const inviteMember = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) {
  invitation { ${invitation} } invitationEdge { cursor node { id } } ${userErrors} } }`;

export const resendInvitation = `mutation ($input: ResendInvitationInput!) { resendInvitation(input: $input) { invitation { ${invitation} } ${userErrors} } }`;

export const revokeInvitation = `mutation ($input: RevokeInvitationInput!) { revokeInvitation(input: $input) {
  revokedInvitationId organization { id invitations { totalCount } } ${userErrors} } }`;

export const acceptInvitation = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  organization { id viewerRole } organizationEdge { cursor node { id } } ${userErrors} } }`;

export const declineInvitation = `mutation ($input: DeclineInvitationInput!) { declineInvitation(input: $input) { declinedInvitationId ${userErrors} } }`;

export const invitationPreview = `query ($token: String!) { invitationPreview(token: $token) { organizationName email role invitedByName expiresAt } }`;

/** The mails to an address that have left by now, newest first. */
export async function mailsTo(test: TestApp, address: string): Promise<CaughtMail[]> {
  await test.app.settle();
  const mails = await new CaughtMails(join(test.dataDir, 'mails')).list();
  return mails.filter(({ to }) => to === address);
}

/** The token in a mail. */
export const tokenIn = ({ text }: { text: string }): string => /ati_[\w-]{70}/.exec(text)![0];

/** The token in the last mail to an address. */
export async function tokenFor(test: TestApp, address: string): Promise<string> {
  const [mail] = await mailsTo(test, address);
  if (!mail) throw new Error(`There is no mail to ${address}.`);
  return tokenIn(mail);
}
