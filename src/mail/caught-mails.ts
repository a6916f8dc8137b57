import { randomBytes } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../shared/make-folder.js';
import type { Mail, Mailer } from './mailer.js';

/** A mail that was not sent but kept. */
export interface CaughtMail extends Mail {
  /** ISO 8601. */
  caughtAt: string;
}

const MOST_KEPT = 200;

/** Ids of mails begin with their time (UUIDv7), so files sort by it. */
const FILE = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.json$/;

/** Keeps mails in a directory in place of sending them, one file each, which only its owner can read; the latest 200. */
export class CaughtMails implements Mailer {
  constructor(private readonly directory: string) {}

  async send(mail: Mail): Promise<void> {
    const file = `${mail.id}.json`;
    if (!FILE.test(file)) throw new Error('The id of a mail has to be a UUID.');
    await makeFolder(this.directory, 0o700);
    const unfinished = join(this.directory, `.${mail.id}.new-${randomBytes(6).toString('hex')}`);
    const caught: CaughtMail = { ...mail, caughtAt: new Date().toISOString() };
    try {
      await writeFile(unfinished, JSON.stringify(caught, null, 2), { flag: 'wx', mode: 0o600 });
      await rename(unfinished, join(this.directory, file));
    } finally {
      await rm(unfinished, { force: true });
    }
    for (const old of (await this.files()).slice(MOST_KEPT)) await rm(join(this.directory, old), { force: true });
  }

  /** All that are kept, newest first. */
  async list(): Promise<CaughtMail[]> {
    const mails = await Promise.all((await this.files()).map((file) => this.read(file)));
    return mails.filter((mail) => mail !== null);
  }

  /** The mail with that id, or null. */
  async find(id: string): Promise<CaughtMail | null> {
    const file = `${id}.json`;
    return FILE.test(file) ? this.read(file) : null;
  }

  private async files(): Promise<string[]> {
    const names = await readdir(this.directory).catch(orIfMissing([]));
    return names
      .filter((name) => FILE.test(name))
      .sort()
      .reverse();
  }

  private async read(file: string): Promise<CaughtMail | null> {
    const text = await readFile(join(this.directory, file), 'utf8').catch(orIfMissing(null));
    return text === null ? null : (JSON.parse(text) as CaughtMail);
  }
}

const orIfMissing =
  <T>(value: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
