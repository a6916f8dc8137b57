import { randomBytes } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';
import type { Passwords } from './passwords.js';

/** argon2id with 19 MiB, 2 passes and 1 lane: OWASP Password Storage Cheat Sheet, section "Argon2id". */
const STRONG: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The least that argon2 allows: protects nothing, and spares tests the wait. */
const CHEAP: Options = { ...STRONG, memoryCost: 8, timeCost: 1 };

/** Hashes that are made at a time. */
const AT_ONCE = 2;

export interface Argon2PasswordsOptions {
  /** For tests only: hashes that cost next to nothing. */
  cheap?: boolean;
}

/**
 * Passwords as argon2id hashes in the PHC string format, which names its own parameters. Unicode is normalised, so that
 * a password typed on another system is the same (NIST SP 800-63B §3.1.1.2). The work is done by libuv's four threads, on
 * which tokens are verified and files read, too: two of them are left to that. Lengths are the callers' to limit.
 */
export class Argon2Passwords implements Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly options: Options;
  private readonly nobodys: Promise<string>;

  constructor({ cheap = false }: Argon2PasswordsOptions = {}) {
    this.options = cheap ? CHEAP : STRONG;
    this.nobodys = this.hash(randomBytes(32).toString('base64url'));
    this.nobodys.catch(() => {}); // told to who awaits it
  }

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), this.options));
  }

  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    const known = passwordHash ?? (await this.nobodys);
    const matches = await this.inTurn(() => verify(known, password.normalize('NFKC')));
    return matches && passwordHash !== null;
  }

  /** Runs work when fewer than `AT_ONCE` others run, in the order in which it came. */
  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < AT_ONCE) this.running++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
