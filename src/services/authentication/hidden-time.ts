import { setTimeout as sleep } from 'node:timers/promises';

const STEP_MS = 250;

/**
 * Waits until a multiple of 250 ms has passed since `began` (of `performance.now()`), so that how long an answer takes does
 * not tell what was done for it: that an account was found, or that an event was written.
 */
export async function hideTime(began: number): Promise<void> {
  const elapsed = performance.now() - began;
  await sleep(Math.ceil(elapsed / STEP_MS) * STEP_MS - elapsed);
}
