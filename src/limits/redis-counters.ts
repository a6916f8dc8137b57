import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { Counter, Counters } from './counters.js';

/** Longer than that no operation waits to be counted. */
const PATIENCE_MS = 500;

/** Counts in Redis, for all processes of an installation together; while Redis is away, each counts for itself. */
export class RedisCounters implements Counters {
  private readonly client: Redis;

  /**
   * @param namespace what keys begin with, so that installations on one Redis count apart
   * @param onTrouble hears of a lost connection, once per attempt.
   */
  constructor(
    url: string,
    private readonly namespace: string,
    onTrouble: (error: Error) => void,
  ) {
    this.client = new Redis(url, {
      commandTimeout: PATIENCE_MS,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    });
    this.client.on('error', onTrouble);
  }

  counter(name: string, windowSeconds: number): Counter {
    const shape = { keyPrefix: `${this.namespace}:${name}`, points: Number.MAX_SAFE_INTEGER, duration: windowSeconds };
    const insuranceLimiter = new RateLimiterMemory(shape);
    const limiter = new RateLimiterRedis({ ...shape, storeClient: this.client, rejectIfRedisNotReady: true, insuranceLimiter });
    return {
      async add(key, points) {
        const { consumedPoints, msBeforeNext } = await limiter.penalty(key, points);
        return { used: consumedPoints, millisecondsLeft: msBeforeNext };
      },
    };
  }

  async close(): Promise<void> {
    this.client.disconnect();
  }
}
