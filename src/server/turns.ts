/** Milliseconds of one turn of the event loop that this work may take before everything else gets its turn. */
const SLICE = 5;

/** Work that clients cause by what they send: a slice of it in each turn of the event loop, in the order in which it came. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private isRunning = false;

  /** @param report hears what a piece of work throws. */
  constructor(private readonly report: (error: unknown) => void) {}

  /** Does that as soon as it is its turn, never at once. */
  take(work: () => void): void {
    this.waiting.push(work);
    if (this.isRunning) return;
    this.isRunning = true;
    this.schedule();
  }

  private schedule(): void {
    setImmediate(() => void this.runSlice());
  }

  private async runSlice(): Promise<void> {
    const end = performance.now() + SLICE;
    while (this.waiting.length > 0 && performance.now() < end) {
      try {
        this.waiting.shift()!();
      } catch (error) {
        this.report(error);
      }
      // The clock is to see also what the work goes on with in microtasks.
      await Promise.resolve();
    }
    if (this.waiting.length > 0) this.schedule();
    else this.isRunning = false;
  }
}
