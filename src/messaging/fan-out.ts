import type { PubSub } from './pub-sub.js';

/** Messages a listener may be behind by before it is given up. */
const MOST_WAITING = 1_000;

/**
 * Hands what one subscription of the pub/sub hears to all listeners of this process. The queues of the pub/sub libraries
 * grow without bound; these do not: a listener that cannot follow is ended.
 */
export class FanOut {
  private readonly topics = new Map<string, Topic>();

  constructor(private readonly pubSub: PubSub) {}

  /** Listens to a topic; what is published after the promise resolves is heard. Ends by `return()`. */
  async listen(topic: string): Promise<AsyncIterableIterator<unknown>> {
    let entry = this.topics.get(topic);
    if (!entry) {
      const listeners = new Set<Listener>();
      const hear = (message: unknown) => listeners.forEach((listener) => listener.push(message));
      entry = { listeners, heard: this.pubSub.subscribe(topic, hear) };
      this.topics.set(topic, entry);
    }
    const { listeners, heard } = entry;
    const listener = new Listener(() => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.topics.get(topic)?.listeners !== listeners) return;
      this.topics.delete(topic);
      void heard.then(
        (stop) => stop(),
        () => undefined,
      );
    });
    listeners.add(listener);
    try {
      await heard;
    } catch (error) {
      await listener.return();
      throw error;
    }
    return listener;
  }

  /** How many topics are listened to. */
  get size(): number {
    return this.topics.size;
  }
}

interface Topic {
  listeners: Set<Listener>;
  heard: Promise<() => void>;
}

class Listener implements AsyncIterableIterator<unknown> {
  private readonly waiting: unknown[] = [];
  private awaiting: ((result: IteratorResult<unknown>) => void) | null = null;
  private ended = false;

  constructor(private readonly onEnd: () => void) {}

  push(message: unknown): void {
    if (this.ended) return;
    if (this.awaiting) {
      this.awaiting({ value: message, done: false });
      this.awaiting = null;
    } else if (this.waiting.push(message) > MOST_WAITING) {
      void this.return();
    }
  }

  next(): Promise<IteratorResult<unknown>> {
    if (this.waiting.length > 0) return Promise.resolve({ value: this.waiting.shift(), done: false });
    if (this.ended) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => (this.awaiting = resolve));
  }

  return(): Promise<IteratorResult<unknown>> {
    if (!this.ended) {
      this.ended = true;
      this.waiting.length = 0;
      this.awaiting?.({ value: undefined, done: true });
      this.awaiting = null;
      this.onEnd();
    }
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
