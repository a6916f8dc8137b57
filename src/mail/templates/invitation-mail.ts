import { layOut, oneLine, type Written } from './layout.js';

export interface InvitationFacts {
  organizationName: string;
  /** Null when the account of who invited is gone. */
  inviterName: string | null;
  role: string;
  /** Where the person answers. */
  url: string;
  token: string;
  expiresAt: Date;
}

const day = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' });

/** Invites somebody into an organization. */
export function invitationMail({ organizationName, inviterName, role, url, token, expiresAt }: InvitationFacts): Written {
  const organization = oneLine(organizationName);
  const inviter = inviterName === null ? null : oneLine(inviterName);
  return layOut({
    subject: inviter === null ? `Invitation to ${organization}` : `${inviter} invites you to ${organization}`,
    heading: `Join ${organization}`,
    paragraphs: [
      `${inviter ?? 'Somebody'} invites you to join the organization "${organization}" as ${role.toLowerCase()}.`,
      `The invitation is for this address, can be used once, and is good until ${day.format(expiresAt)} (UTC).`,
    ],
    button: { label: 'See the invitation', url },
    code: { label: 'Where the link does not work, paste this code:', value: token },
    footer: 'If you did not expect this mail, you can ignore it: nothing happens unless you accept.',
  });
}
