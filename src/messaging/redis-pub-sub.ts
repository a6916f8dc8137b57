import { RedisPubSub as Engine } from 'graphql-redis-subscriptions';
import { Redis } from 'ioredis';
import type { PubSub } from './pub-sub.js';

/** Between all processes of an installation that know the same Redis. Lost connections come back by themselves. */
export class RedisPubSub implements PubSub {
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly engine: Engine;

  /**
   * @param namespace what the names of topics begin with in Redis, so that installations on one Redis do not hear each other
   * @param onTrouble hears of a lost connection, once per attempt.
   */
  constructor(
    url: string,
    private readonly namespace: string,
    onTrouble: (error: Error) => void,
  ) {
    const connect = (options: { maxRetriesPerRequest: number | null; commandTimeout?: number }) => {
      const client = new Redis(url, { ...options, retryStrategy: (attempt) => Math.min(attempt * 100, 2_000) });
      client.on('error', onTrouble);
      return client;
    };
    // A message that cannot be sent at once is not worth keeping: who misses it reads the log.
    this.publisher = connect({ maxRetriesPerRequest: 1, commandTimeout: 2_000 });
    this.subscriber = connect({ maxRetriesPerRequest: null });
    // The engine waits for neither: that a connection ends before it has answered is no failure.
    for (const verb of ['unsubscribe', 'punsubscribe'] as const) {
      const leave = this.subscriber[verb].bind(this.subscriber) as (topic: string) => Promise<unknown>;
      Object.assign(this.subscriber, { [verb]: (topic: string) => leave(topic).catch(() => undefined) });
    }
    this.engine = new Engine({ publisher: this.publisher, subscriber: this.subscriber });
  }

  publish(topic: string, message: unknown): Promise<void> {
    return this.engine.publish(this.inRedis(topic), message);
  }

  async subscribe(topic: string, hear: (message: unknown) => void): Promise<() => void> {
    const id = await this.engine.subscribe(this.inRedis(topic), hear);
    return () => this.engine.unsubscribe(id);
  }

  onGap(tell: () => void): void {
    let connections = 0;
    this.subscriber.on('ready', () => {
      if (++connections === 1) return;
      // What was subscribed to is so again once this, which is sent after it, is answered.
      setImmediate(() => {
        this.subscriber
          .ping()
          .then(tell)
          .catch(() => undefined);
      });
    });
  }

  /** @throws when Redis does not answer. */
  async ping(): Promise<void> {
    await this.publisher.ping();
  }

  async close(): Promise<void> {
    this.publisher.disconnect();
    this.subscriber.disconnect();
  }

  private inRedis(topic: string): string {
    return `${this.namespace}:${topic}`;
  }
}
