import type { Counters } from './counters.js';
import { MemoryCounters } from './memory-counters.js';
import { RedisCounters } from './redis-counters.js';

/** The counters of all processes that know that Redis, or without one those of this process. */
export const openCounters = (redisUrl: string | null, onTrouble: (error: Error) => void): Counters =>
  redisUrl === null ? new MemoryCounters() : new RedisCounters(redisUrl, onTrouble);
