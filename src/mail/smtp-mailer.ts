import { createTransport } from 'nodemailer';
import { MailRefused, type Mail, type Mailer } from './mailer.js';

export interface SmtpMailerOptions {
  /** `smtp://…` or `smtps://…`, with user and password where they are needed. */
  url: string;
  /** One address, perhaps with a name. */
  from: string;
}

/** Milliseconds; a mail that takes longer is tried again. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 5_000 };

/** Sends mails by an SMTP server, each by a connection of its own. */
export class SmtpMailer implements Mailer {
  private readonly transport;
  private readonly domain: string;

  constructor(private readonly options: SmtpMailerOptions) {
    this.transport = createTransport({ url: options.url, ...patience, disableFileAccess: true, disableUrlAccess: true });
    this.domain = /@([^\s>]+)/.exec(options.from)?.[1] ?? 'localhost';
  }

  async send({ id, to, subject, html, text }: Mail): Promise<void> {
    try {
      await this.transport.sendMail({
        messageId: `<${id}@${this.domain}>`,
        from: this.options.from,
        // As an object it is one address, whatever is in it.
        to: { name: '', address: to },
        subject,
        html,
        text,
        // RFC 3834: whoever is away answers people, not programs.
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      throw isFinal(error) ? new MailRefused(`The mail server answered ${(error as SmtpError).responseCode}.`) : plain(error);
    }
  }

  /** Greets the server and signs in. @throws when that does not work. */
  async verify(): Promise<void> {
    await this.transport.verify().catch((error: unknown) => {
      throw plain(error);
    });
  }
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
}

/** The server refused this mail (RFC 5321 §4.2.1), and not us: a wrong password can be mended, and no mail is lost by it. */
function isFinal(error: unknown): boolean {
  const { code, responseCode = 0 } = error as SmtpError;
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
}

/** What servers answer may name the address: only codes are told. */
function plain(error: unknown): Error {
  const { code, responseCode } = error as SmtpError;
  return new Error(['The mail server cannot be used:', code ?? 'unknown', responseCode].filter(Boolean).join(' '));
}
