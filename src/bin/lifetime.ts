import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../shared/errors.js';
import { FAILURE, tell } from './run.js';
import { onStopSignal, type StopSignal } from './stop-signals.js';

/** Milliseconds that the last things to close get when the process has to end. */
const LAST = 5_000;

/** Resources that a long-lived process opens while it starts, closed in the opposite order when it stops. */
export class Lifetime {
  private readonly opened = new AsyncDisposableStack();
  private readonly last: (() => Promise<void>)[] = [];
  private readonly stop = new AbortController();
  /** Why the process stopped by itself; null when it was told to, or goes on. */
  failure: StartError | null = null;

  /** Aborted when the process was told to stop. */
  get stopping(): AbortSignal {
    return this.stop.signal;
  }

  /**
   * Does one step of the start, and closes at the end what it opened.
   * @param close also called, before the process ends, when closing takes too long: for what must not outlive it. It may be called twice.
   * @throws StartError after a step during which the process was told to stop.
   */
  async open<T>(step: () => Promise<T>, close: (opened: T) => Promise<void>, { always = false } = {}): Promise<T> {
    const opened = await step();
    const closeIt = () => close(opened);
    this.opened.defer(closeIt);
    if (always) this.last.push(closeIt);
    this.stopping.throwIfAborted();
    return opened;
  }

  /** Waits for a step that opens nothing, unless the process is told to stop meanwhile. @throws StartError in that case. */
  async unlessStopped<T>(step: Promise<T>): Promise<T> {
    const { stopping } = this;
    const stopped = Promise.withResolvers<never>();
    const refuse = () => stopped.reject(stopping.reason);
    if (stopping.aborted) refuse();
    else stopping.addEventListener('abort', refuse, { once: true });
    return Promise.race([step, stopped.promise]).finally(() => stopping.removeEventListener('abort', refuse));
  }

  /** Stops the process as a signal does, but with exit code 1, so that its supervisor starts it again. */
  fail(line: string): void {
    this.failure ??= new StartError(line);
    this.stop.abort(this.failure);
  }

  /** To be called when the process is told to stop. */
  end(signal: StopSignal): void {
    this.stop.abort(new StartError(`Stopped by ${signal} before the start was complete.`));
  }

  /** Closes all that was opened, the latest first. */
  close(): Promise<void> {
    return this.opened.disposeAsync();
  }

  /** Closes only what must not outlive the process, and waits a moment for it. */
  async closeLast(): Promise<void> {
    await Promise.race([Promise.allSettled(this.last.map((close) => close())), delay(LAST)]);
  }
}

/**
 * Runs a process until it is told to stop: `start` opens what it needs, and the first signal, or a start that fails, closes it again.
 * A second signal, or `drainSeconds` after the first, ends the process without waiting for requests; a third ends it at once.
 * The exit code is 0 after a stop, and 1 after a start that did not come to its end or a stop that did not.
 */
export async function runUntilStopped(drainSeconds: number, start: (lifetime: Lifetime) => Promise<void>): Promise<never> {
  const lifetime = new Lifetime();
  let signals = 0;
  const giveUp = () => void lifetime.closeLast().finally(() => process.exit(FAILURE));
  onStopSignal((signal) => {
    signals += 1;
    if (signals > 2) process.exit(FAILURE);
    if (signals === 2) return giveUp();
    lifetime.end(signal);
  });
  const { stopping } = lifetime;
  stopping.addEventListener('abort', () => setTimeout(giveUp, drainSeconds * 1_000));
  try {
    await start(lifetime);
  } catch (error) {
    tell(stopping.aborted ? stopping.reason : error);
    if (!stopping.aborted) setTimeout(giveUp, drainSeconds * 1_000);
    await lifetime.close().catch(tell);
    process.exit(FAILURE);
  }
  if (!stopping.aborted) await new Promise((resolve) => stopping.addEventListener('abort', resolve, { once: true }));
  if (lifetime.failure) tell(lifetime.failure);
  let failed = lifetime.failure !== null;
  await lifetime.close().catch((error: unknown) => {
    failed = true;
    tell(error);
  });
  process.exit(failed ? FAILURE : 0);
}
