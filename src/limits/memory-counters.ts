import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Counter, Counters } from './counters.js';

/** Counts in this process alone. */
export class MemoryCounters implements Counters {
  counter(name: string, windowSeconds: number): Counter {
    const limiter = new RateLimiterMemory({ keyPrefix: name, points: Number.MAX_SAFE_INTEGER, duration: windowSeconds });
    return {
      async add(key, points) {
        const { consumedPoints, msBeforeNext } = await limiter.penalty(key, points);
        return { used: consumedPoints, millisecondsLeft: msBeforeNext };
      },
    };
  }

  async close(): Promise<void> {}
}
