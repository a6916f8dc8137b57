/** What a run has begun and has to end, whatever becomes of it; and how it tells of itself. */
export class Ends {
  readonly #started = performance.now();
  readonly #steps: (() => Promise<unknown>)[] = [];
  #done: Promise<void> | undefined;

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  /** Ends all of it, what began last first. */
  run(): Promise<void> {
    return (this.#done ??= this.#run());
  }

  /** Since the run began. */
  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  /** Tells of progress, on standard error. */
  say(line: string): void {
    console.error(`${this.seconds.toFixed(0).padStart(5)} s  ${line}`);
  }

  async #run(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      await step().catch((error: unknown) => this.say(`while ending: ${String(error)}`));
    }
  }
}
