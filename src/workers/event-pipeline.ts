import type { Logger } from 'pino';
import type { RelationalDatabase } from '../database/relational-database.js';
import { consume, type Processor } from './consumer.js';
import { relayEvents } from './relay.js';
import { Repeated } from './repeated.js';

/** How long, in milliseconds, until events of processes that died, or of commands, are found. */
const POLL = 500;

/**
 * Carries events from the outbox through the log to all consumers, in any number of processes at once. It is nudged by
 * each commit in its own process and looks by itself for those of others. The relay and every consumer go at their own pace: one
 * that fails, or stands still, stops no other.
 */
export class EventPipeline {
  private timer: NodeJS.Timeout | null = null;
  private readonly relay: Repeated;
  private readonly consumers: readonly Repeated[];

  constructor(
    private readonly database: RelationalDatabase,
    processors: readonly Processor[],
    log: Pick<Logger, 'error'>,
  ) {
    this.consumers = processors.map(
      (processor) => new Repeated(processor.name, async () => void (await consume(database, processor)), log),
    );
    this.relay = new Repeated('relay', () => this.carryToLog(), log);
  }

  start(): void {
    this.timer = setInterval(() => {
      this.nudge();
      // What another process has put into the log, nobody tells here.
      this.nudgeConsumers();
    }, POLL);
    this.nudge();
    this.nudgeConsumers();
  }

  /** There may be something to carry. */
  nudge(): void {
    this.relay.nudge();
  }

  /** Carries all that is committed by now to the end, also what that gives rise to. */
  async settle(): Promise<void> {
    await this.relay.settle();
    do {
      await this.settleConsumers();
    } while ((await relayEvents(this.database)) > 0);
    await this.settleConsumers();
  }

  /** Ends after what is under way. */
  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await Promise.all([this.relay, ...this.consumers].map((part) => part.stop()));
  }

  private async carryToLog(): Promise<void> {
    if ((await relayEvents(this.database)) > 0) this.nudgeConsumers();
  }

  private async settleConsumers(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.settle()));
  }

  private nudgeConsumers(): void {
    for (const consumer of this.consumers) consumer.nudge();
  }
}
