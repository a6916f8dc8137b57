import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { RelationalDatabase } from '../database/relational-database.js';
import { MailRefused, type Mail, type Mailer } from '../mail/mailer.js';

/** Makes the text of queued mails of one kind. */
export interface MailWriter {
  /** The mail as things are now; null when there is nothing to send any more. */
  write(em: EntityManager, queued: QueuedMail): Promise<Mail | null>;
  /** Remembers that it has left. */
  sent(em: EntityManager, queued: QueuedMail): Promise<void>;
}

export interface QueuedMail {
  id: string;
  template: string;
  subjectId: string;
  data: Record<string, unknown>;
  attempts: number;
}

/** How often, in milliseconds, the queue is looked at. */
const POLL = 1_000;
const AT_ONCE = 5;
/** Seconds between attempts: 1, 2, 4 and so on. */
const LONGEST_WAIT = 600;

/**
 * Takes due mails for two minutes, longer than sending one may last. When their sender dies meanwhile, another takes them: such
 * a mail may then have left already, and has the same Message-ID again.
 */
const TAKE = `
  update queued_mails set attempts = attempts + 1, due_at = now() + interval '2 minutes' where id in (
    select id from queued_mails where due_at <= now() order by due_at limit ${AT_ONCE} for update skip locked)
  returning id, template, subject_id as "subjectId", data, attempts`;

/** Sends queued mails, in any number of processes at once. No transaction is open while a mail server takes its time. */
export class MailSender {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    private readonly database: RelationalDatabase,
    private readonly mailer: Mailer,
    private readonly writers: Readonly<Record<string, MailWriter>>,
    private readonly log: Pick<Logger, 'warn' | 'error'>,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.runOnce(), POLL);
  }

  /** Sends all that is due by now. */
  async settle(): Promise<void> {
    await this.running;
    await this.runOnce();
  }

  /** Ends after what is under way. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private runOnce(): Promise<void> {
    return (this.running ??= this.run().finally(() => (this.running = null)));
  }

  private async run(): Promise<void> {
    try {
      for (;;) {
        const due = await this.database.em.execute<QueuedMail[]>(TAKE);
        await Promise.all(due.map((queued) => this.attempt(queued)));
        if (due.length < AT_ONCE) return;
      }
    } catch (error) {
      this.log.error({ err: error, part: 'mails' }, 'mails could not be sent; trying again');
    }
  }

  private async attempt(queued: QueuedMail): Promise<void> {
    const { id, template, attempts } = queued;
    const { em } = this.database;
    try {
      const writer = this.writers[template];
      const mail = writer ? await writer.write(em, queued) : null;
      if (mail) await this.mailer.send(mail);
      if (mail) await writer!.sent(em, queued);
    } catch (error) {
      if (!(error instanceof MailRefused)) {
        const wait = Math.min(2 ** (attempts - 1), LONGEST_WAIT);
        this.log.warn({ err: error, part: 'mails', mailId: id, attempts }, `a mail could not be sent; trying again in ${wait} s`);
        return this.postpone(em, id, wait);
      }
      this.log.error({ err: error, part: 'mails', mailId: id }, 'a mail was refused for good and is passed over');
    }
    await em.execute('delete from queued_mails where id = ?', [id]);
  }

  private async postpone(em: EntityManager, id: string, seconds: number): Promise<void> {
    await em.execute(`update queued_mails set due_at = now() + ? * interval '1 second' where id = ?`, [seconds, id]);
  }
}
