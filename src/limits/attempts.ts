import { createHash } from 'node:crypto';
import { addressKey } from './address-key.js';
import type { Counter, Counters } from './counters.js';

/** How often a minute credentials may be tried. */
export interface AttemptLimits {
  /** Of one account, from one address. */
  signInsPerAccount: number;
  signInsPerAddress: number;
  signUpsPerAddress: number;
}

const WINDOW_SECONDS = 60;

/** Counts what costs a hashed password. Each answers after how many seconds to come back, or null when the attempt may be made. */
export class Attempts {
  private readonly accounts: Counter;
  private readonly signIns: Counter;
  private readonly signUps: Counter;

  constructor(
    counters: Counters,
    private readonly limits: AttemptLimits,
  ) {
    this.accounts = counters.counter('sign-in-account', WINDOW_SECONDS);
    this.signIns = counters.counter('sign-in-address', WINDOW_SECONDS);
    this.signUps = counters.counter('sign-up-address', WINDOW_SECONDS);
  }

  async signIn(email: string, address: string | null): Promise<number | null> {
    const from = addressKey(address);
    const tooMany = await count(this.signIns, from, this.limits.signInsPerAddress);
    // Who has used up the address is not to fill the memory with accounts as well.
    return tooMany ?? count(this.accounts, hashed(`${from} ${email}`), this.limits.signInsPerAccount);
  }

  async signUp(address: string | null): Promise<number | null> {
    return count(this.signUps, addressKey(address), this.limits.signUpsPerAddress);
  }
}

async function count(counter: Counter, key: string, limit: number): Promise<number | null> {
  const { used, millisecondsLeft } = await counter.add(key, 1);
  return used > limit ? Math.max(1, Math.ceil(millisecondsLeft / 1_000)) : null;
}

/** Counters keep no addresses of people. */
const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url');
