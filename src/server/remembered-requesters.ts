import type { Clock } from '../shared/clock.js';
import { Lru } from '../shared/lru.js';
import type { Requester } from '../shared/requester.js';

/** Bytes, as estimated. */
const CAPACITY = 32 * 1024 * 1024;
/** Nobody with more is remembered: they would push out too many others. */
const HEAVIEST = CAPACITY / 32;
const [BYTES, BYTES_OF_ROLE] = [1_000, 250];

/**
 * Who asked with a token, by its key, and what they might do then. Only good for statements that bear `stillStands`, which find out whether
 * they still may. Tokens come in when they were found good, so that nobody fills the memory with inventions.
 */
export class RememberedRequesters {
  private readonly known = new Lru<Requester>(CAPACITY);

  constructor(private readonly clock: Clock) {}

  /** Null when nothing is known of that token, or it has expired. */
  get(key: string): Requester | null {
    const requester = this.known.get(key);
    if (!requester) return null;
    if (requester.validUntil !== null && requester.validUntil > this.clock.now()) return requester;
    this.known.delete(key);
    return null;
  }

  remember(key: string, requester: Requester): void {
    const weight = BYTES + BYTES_OF_ROLE * (requester.memberships.length + requester.addedTo.length);
    if (weight <= HEAVIEST) this.known.set(key, requester, weight);
  }

  /** To be called when it has turned out that what is known of them is not so any more. */
  forget(key: string): void {
    this.known.delete(key);
  }

  get size(): number {
    return this.known.size;
  }
}
