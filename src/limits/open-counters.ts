import type { Counters } from './counters.js';
import { MemoryCounters } from './memory-counters.js';
import { RedisCounters } from './redis-counters.js';

/** The counters of all processes of an installation that know that Redis, or without one those of this process. */
export const openCounters = (redis: { url: string; namespace: string } | null, onTrouble: (error: Error) => void): Counters =>
  redis === null ? new MemoryCounters() : new RedisCounters(redis.url, redis.namespace, onTrouble);
