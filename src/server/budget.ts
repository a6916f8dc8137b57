import type { Counter } from '../limits/counters.js';
import { addressKey } from '../limits/address-key.js';
import type { Clock } from '../shared/clock.js';

/** What an operation has cost, and what is left of the budget of who sent it. */
export interface Spent {
  cost: number;
  limit: number;
  used: number;
  remaining: number;
  windowSeconds: number;
  resetAt: Date;
}

/** Beyond that many, who is over their budget is asked of the counter again. */
const MOST_REMEMBERED = 10_000;

/** Points that everyone has to spend in a window, which begins with the first operation. */
export class Budget {
  /** Who is over their budget, and until when, so that they cost neither a document's preparation nor a trip to the counter. */
  private readonly over = new Map<string, Spent>();
  /** When the last of their windows ends, in milliseconds since 1970. */
  private overUntil = 0;

  constructor(
    private readonly counter: Counter,
    readonly limit: number,
    readonly windowSeconds: number,
    private readonly clock: Clock,
  ) {}

  /** Takes an operation's cost from the payer's budget, also when it is over. */
  async charge(payer: string, cost: number): Promise<Spent> {
    const { used, millisecondsLeft } = await this.counter.add(payer, cost);
    const remaining = Math.max(0, this.limit - used);
    const resetAt = new Date(this.clock.now().getTime() + millisecondsLeft);
    const spent = { cost, limit: this.limit, used, remaining, windowSeconds: this.windowSeconds, resetAt };
    if (this.isOver(spent)) {
      if (this.over.size >= MOST_REMEMBERED) this.over.clear();
      this.over.set(payer, spent);
      this.overUntil = Math.max(this.overUntil, resetAt.getTime());
    }
    return spent;
  }

  /** Whether any payer may be over their budget at present. */
  get someoneIsOver(): boolean {
    if (this.over.size === 0) return false;
    if (this.overUntil > this.clock.now().getTime()) return true;
    this.over.clear();
    return false;
  }

  /** What is known of a payer who is over their budget; null of everyone else. */
  known(payer: string): Spent | null {
    const spent = this.over.get(payer);
    if (!spent) return null;
    if (spent.resetAt > this.clock.now()) return { ...spent, cost: 0 };
    this.over.delete(payer);
    return null;
  }

  isOver({ used, limit }: Spent): boolean {
    return used > limit;
  }

  secondsLeft({ resetAt }: Spent): number {
    return Math.max(1, Math.ceil((resetAt.getTime() - this.clock.now().getTime()) / 1_000));
  }
}

/** Whose budget an operation is paid from: the person's who is signed in, else the address's. */
export const payerOf = (userId: string | null | undefined, address: string | null): string =>
  userId ? `user:${userId}` : `address:${addressKey(address)}`;
