import { PubSub as Engine } from 'graphql-subscriptions';
import type { PubSub } from './pub-sub.js';

/** For one process alone: the embedded default. */
export class InProcessPubSub implements PubSub {
  private readonly engine = new Engine();

  publish(topic: string, message: unknown): Promise<void> {
    return this.engine.publish(topic, message);
  }

  async subscribe(topic: string, hear: (message: unknown) => void): Promise<() => void> {
    const id = await this.engine.subscribe(topic, hear);
    return () => this.engine.unsubscribe(id);
  }

  onGap(): void {
    // Nothing is lost within a process.
  }

  async close(): Promise<void> {
    // Nothing is held.
  }
}
