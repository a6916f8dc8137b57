import type { Clock } from '../shared/clock.js';
import { guarded } from '../shared/guarded.js';

/** How often, in milliseconds, it is looked for what has expired. */
const SWEEP = 1_000;

/** Closes connections when their token has expired. One timer for all: what waits costs nothing. */
export class Expiring {
  private readonly open = new Map<object, { validUntil: Date; close: () => void }>();
  private readonly timer: NodeJS.Timeout;

  /** @param report hears of a connection that could not be closed; the others are. */
  constructor(
    private readonly clock: Clock,
    private readonly report: (error: unknown) => void,
  ) {
    this.timer = setInterval(() => this.sweep(), SWEEP).unref();
  }

  /** @param validUntil of the latest token that the connection has handed in. */
  watch(connection: object, validUntil: Date, close: () => void): void {
    this.open.set(connection, { validUntil, close });
  }

  /** To be called when the connection is gone. */
  forget(connection: object): void {
    this.open.delete(connection);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private sweep(): void {
    const now = this.clock.now();
    for (const { validUntil, close } of this.open.values()) if (validUntil <= now) guarded(close, this.report)();
  }
}
