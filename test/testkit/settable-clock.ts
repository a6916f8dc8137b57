import type { Clock } from '../../src/shared/clock.js';

/** A clock that stands still until it is told to go on. */
export class SettableClock implements Clock {
  private time = Date.now();

  now(): Date {
    return new Date(this.time);
  }

  pass({ days = 0, minutes = 0, seconds = 0 }: { days?: number; minutes?: number; seconds?: number }): void {
    this.time += ((days * 24 * 60 + minutes) * 60 + seconds) * 1_000;
  }
}
