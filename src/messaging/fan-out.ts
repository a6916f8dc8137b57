import type { PubSub } from './pub-sub.js';

/** Messages a listener may be behind by. */
const MOST_WAITING = 1_000;

/** What a listener hears in the place of messages that were lost, or may have been. */
export const missed = Symbol('missed');
/** What it hears when somebody wants it to look up. */
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

  /** Listens to topics; what is published after the promise resolves is heard, in its order. Ends by `end()`. */
  async listen(...topics: string[]): Promise<Listener> {
    const listener = new Listener({
      join: (name, who) => this.join(name, who),
      leave: (name, who) => this.leave(name, who),
    });
    try {
      await Promise.all(topics.map((topic) => listener.hear(topic)));
    } catch (error) {
      listener.end();
      throw error;
    }
    return listener;
  }

  private join(name: string, listener: Listener): Promise<unknown> {
    let topic = this.topics.get(name);
    if (!topic) {
      const listeners = new Set<Listener>();
      const hear = (message: unknown) => {
        // Whatever else is published there says at least that somebody has something to say.
        const heard = typeof message === 'object' && message !== null ? message : missed;
        listeners.forEach((one) => one.push(heard));
      };
      topic = { listeners, heard: this.pubSub.subscribe(name, hear) };
      this.topics.set(name, topic);
    }
    topic.listeners.add(listener);
    return topic.heard;
  }

  private leave(name: string, listener: Listener): void {
    const topic = this.topics.get(name);
    if (!topic?.listeners.delete(listener) || topic.listeners.size > 0) return;
    this.topics.delete(name);
    // One that cannot be left is heard by nobody.
    topic.heard.then((stop) => stop()).catch(() => undefined);
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

interface Topics {
  join(topic: string, listener: Listener): Promise<unknown>;
  leave(topic: string, listener: Listener): void;
}

/** What somebody hears who listens: messages, and `missed` where some are missing. */
export class Listener {
  private waiting: unknown[] = [];
  private wake: (() => void) | null = null;
  private ended = false;
  /** Hears each message at once, before it is taken. */
  onMessage: (message: unknown) => void = () => undefined;
  /** How often each topic was asked for. */
  private readonly heard = new Map<string, number>();

  constructor(private readonly topics: Topics) {}

  /** Also listens to that topic: once as often was said `forget` as `hear`, no longer. */
  async hear(topic: string): Promise<void> {
    this.heard.set(topic, (this.heard.get(topic) ?? 0) + 1);
    await this.topics.join(topic, this);
  }

  forget(topic: string): void {
    const times = this.heard.get(topic) ?? 0;
    if (times > 1) this.heard.set(topic, times - 1);
    else if (this.heard.delete(topic)) this.topics.leave(topic, this);
  }

  push(message: unknown): void {
    if (this.ended) return;
    this.onMessage(message);
    if (this.waiting.push(message) > MOST_WAITING) this.waiting = [missed];
    this.wake?.();
  }

  /** Has it hear that it may have missed something, after what waits to be heard already. */
  miss(): void {
    this.push(missed);
  }

  /** Whether nothing waits to be heard. */
  get isIdle(): boolean {
    return this.waiting.length === 0;
  }

  /** All that waits, as soon as there is something; null once it has ended. */
  async take(): Promise<unknown[] | null> {
    while (this.waiting.length === 0 && !this.ended) await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = null;
    if (this.ended) return null;
    const taken = this.waiting;
    this.waiting = [];
    return taken;
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.waiting = [];
    this.wake?.();
    for (const topic of this.heard.keys()) this.topics.leave(topic, this);
    this.heard.clear();
  }
}
