import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Audience, ListenerAnswers, ListenerMessage, ListenerOrder } from './orders.ts';

/** Milliseconds after which an event that was not heard will not be heard. */
const PATIENCE = 60_000;

/** Many sockets that listen to one stream, from outside. One order at a time. */
export class ListenerProcess {
  readonly sockets: number;
  readonly #child: ChildProcess = fork(new URL('listeners.ts', import.meta.url), { serialization: 'advanced' });
  readonly #failed = Promise.withResolvers<never>();
  readonly #waiting = new Map<string, () => void>();
  #answer: (answer: unknown) => void = () => undefined;

  private constructor(sockets: number) {
    this.sockets = sockets;
    this.#failed.promise.catch(() => undefined);
    this.#child.on('message', (message: ListenerMessage) => this.#hear(message));
    this.#child.once('exit', () => this.#failed.reject(new Error('the listeners ended')));
  }

  /** @returns when all have asked for the stream; the server may not have begun to tell it. */
  static async open(audience: Audience): Promise<ListenerProcess> {
    const listeners = new ListenerProcess(audience.tokens.length);
    await listeners.order({ kind: 'open', audience }).catch((error: unknown) => {
      listeners.close();
      throw error;
    });
    return listeners;
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** @throws Error when something was heard that must not be, or a socket is closed; also when that was before. */
  order<K extends keyof ListenerAnswers>(order: ListenerOrder & { kind: K }): Promise<ListenerAnswers[K]> {
    const answered = new Promise<ListenerAnswers[K]>((resolve) => (this.#answer = resolve as (answer: unknown) => void));
    this.#child.send(order);
    return Promise.race([answered, this.#failed.promise]);
  }

  /** When every socket has heard of the event; to be called before it can be. */
  heard(name: string): Promise<void> {
    const heard = new Promise<void>((resolve) => this.#waiting.set(name, resolve));
    const impatience = new AbortController();
    const late = sleep(PATIENCE, undefined, { signal: impatience.signal }).then(() => {
      throw new Error(`Not every socket has heard of ${name} within ${PATIENCE / 1000} s.`);
    });
    return Promise.race([heard, late, this.#failed.promise]).finally(() => {
      impatience.abort();
      this.#waiting.delete(name);
    });
  }

  close(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  #hear(message: ListenerMessage): void {
    if (message.kind === 'answer') this.#answer(message.answer);
    else if (message.kind === 'heard') this.#waiting.get(message.name)?.();
    else this.#failed.reject(new Error(message.message));
  }
}
