import type { Logger } from 'pino';
import type { RelationalDatabase } from '../database/relational-database.js';
import { consume, type Processor } from './consumer.js';
import { relayEvents } from './relay.js';

/** How long, in milliseconds, until events of processes that died, or of commands, are found. */
const POLL = 500;

/**
 * Carries events from the outbox through the log to all consumers, in any number of processes at once. It is nudged by
 * each commit in its own process and looks by itself for those of others.
 */
export class EventPipeline {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    private readonly database: RelationalDatabase,
    private readonly processors: readonly Processor[],
    private readonly log: Pick<Logger, 'error'>,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.nudge(), POLL);
    this.nudge();
  }

  /** There may be something to carry. Any number of nudges during a run make one more run. */
  nudge(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.run().finally(() => {
      this.running = null;
      if (this.again) {
        this.again = false;
        this.nudge();
      }
    });
  }

  /** Carries all that is committed by now to the end, also what that gives rise to. */
  async settle(): Promise<void> {
    await this.running;
    do {
      await this.run();
    } while ((await relayEvents(this.database)) > 0);
    await this.run();
  }

  /** Ends after what is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    await this.guarded('relay', () => relayEvents(this.database));
    // One that fails, or waits, stops no other.
    await Promise.all(this.processors.map((processor) => this.guarded(processor.name, () => this.consumeAll(processor))));
  }

  private async consumeAll(processor: Processor): Promise<void> {
    await consume(this.database, processor);
  }

  private async guarded(part: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.error({ err: error, part }, 'events could not be carried on; trying again');
    }
  }
}
