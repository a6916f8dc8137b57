import type { Config } from '../../config/config.js';
import { SmtpMailer } from '../../mail/smtp-mailer.js';

export async function mail({ mail: { smtpUrl, from } }: Config): Promise<string> {
  if (smtpUrl === null) return 'caught in the data directory; SMTP_URL is not set';
  await new SmtpMailer({ url: smtpUrl, from }).verify();
  return `the SMTP server answers; mails come from ${from}`;
}
