/** A mail to one person. */
export interface Mail {
  /** The same for the same mail, so that one that is delivered twice is recognised: its Message-ID is made of it. */
  id: string;
  /** One address, without a name. */
  to: string;
  /** One line. */
  subject: string;
  html: string;
  text: string;
}

/** Sends mails. */
export interface Mailer {
  /** @throws MailRefused when trying again would be of no use; whatever else is thrown may pass. */
  send(mail: Mail): Promise<void>;
}

/** The mail was refused for good; the message tells neither the address nor what was written. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}
