import { setTimeout as sleep } from 'node:timers/promises';

/** Fewer are closed at once, since it takes no time to let so many in again. */
const SMALLEST = 50;
const BATCHES = 20;

/**
 * Closes what there is a batch at a time, spread evenly over so many milliseconds, so that not everybody comes back at the same
 * moment. Few are closed at once.
 */
export async function closeInBatches<T>(all: Iterable<T>, milliseconds: number, close: (one: T) => void): Promise<void> {
  const waiting = [...all];
  const size = Math.max(SMALLEST, Math.ceil(waiting.length / BATCHES));
  for (let from = 0; from < waiting.length; from += size) {
    if (from > 0) await sleep(milliseconds / BATCHES);
    waiting.slice(from, from + size).forEach(close);
  }
}
