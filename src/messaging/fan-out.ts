import type { PubSub } from './pub-sub.js';

/** Messages a listener may be behind by. */
const MOST_WAITING = 1_000;

/** What a listener hears in the place of messages that were lost, or may have been. */
export const missed = Symbol('missed');

/** What it hears when somebody wants to know whether it has heard all that came before. */
export const mark = Symbol('mark');

/**
 * Hands what one subscription of the pub/sub hears to all listeners of this process. The queues of the pub/sub libraries
 * grow without bound; these do not: a listener that cannot follow is told that it has missed something, and what waited is dropped.
 */
export class FanOut {
  private readonly topics = new Map<string, Topic>();

  /** @param doubt milliseconds after which who must not miss a message, since it may be lost on the way, looks for what it would say. */
  constructor(
    private readonly pubSub: PubSub,
    readonly doubt = 30_000,
  ) {
    pubSub.onGap(() => this.topics.forEach(({ listeners }) => listeners.forEach((listener) => listener.miss())));
  }

  /** Listens to topics; what is published after the promise resolves is heard, in its order. Ends by `return()`. */
  async listen(...topics: string[]): Promise<Listener> {
    const entries = topics.map((name) => this.entry(name));
    const listener = new Listener(() => entries.forEach((entry) => this.leave(entry, listener)));
    entries.forEach(({ listeners }) => listeners.add(listener));
    try {
      await Promise.all(entries.map(({ heard }) => heard));
    } catch (error) {
      await listener.return();
      throw error;
    }
    return listener;
  }

  private entry(name: string): Topic {
    let entry = this.topics.get(name);
    if (!entry) {
      const listeners = new Set<Listener>();
      const hear = (message: unknown) => listeners.forEach((listener) => listener.push(message));
      entry = { name, listeners, heard: this.pubSub.subscribe(name, hear) };
      this.topics.set(name, entry);
    }
    return entry;
  }

  private leave(entry: Topic, listener: Listener): void {
    const { name, listeners, heard } = entry;
    listeners.delete(listener);
    if (listeners.size > 0 || this.topics.get(name) !== entry) return;
    this.topics.delete(name);
    void heard.then(
      (stop) => stop(),
      () => undefined,
    );
  }

  /** How many topics are listened to. */
  get size(): number {
    return this.topics.size;
  }
}

interface Topic {
  name: string;
  listeners: Set<Listener>;
  heard: Promise<() => void>;
}

/** What somebody hears who listens: messages, and `missed` where some are missing. */
export class Listener implements AsyncIterableIterator<unknown> {
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
      this.waiting.length = 0;
      this.miss();
    }
  }

  /** Has it hear that it may have missed something, after what waits to be heard already. */
  miss(): void {
    this.push(missed);
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
