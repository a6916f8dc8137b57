import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** Milliseconds between the end of a run and the next: what comes meanwhile is done together. */
const PAUSE = 10;

/** Work that is done again whenever there may be some: any number of nudges during a run make one more run, a moment later. */
export class Repeated {
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    private readonly part: string,
    private readonly work: () => Promise<void>,
    private readonly log: Pick<Logger, 'error'>,
  ) {}

  nudge(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.attempt().finally(() => {
      this.running = null;
      if (!this.again) return;
      this.again = false;
      this.running = sleep(PAUSE).then(() => {
        this.running = null;
        this.nudge();
      });
    });
  }

  /** Ends once all that there was to do at the call is done. */
  async settle(): Promise<void> {
    while (this.running) await this.running;
    await this.attempt();
  }

  /** Ends after what is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async attempt(): Promise<void> {
    try {
      await this.work();
    } catch (error) {
      this.log.error({ err: error, part: this.part }, 'events could not be carried on; trying again');
    }
  }
}
