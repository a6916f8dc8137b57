import { write, writeSync } from 'node:fs';
import { closeOpened } from './open-destination.js';

export interface LineWriterOptions {
  /** Characters of lines that may wait; what comes beyond is dropped. */
  capacity?: number;
  /** A write failed; EAGAIN is none, since a reader may be slow. */
  onFailure(error: NodeJS.ErrnoException): void;
  /** A line was dropped. */
  onDrop(): void;
  /** Nearly nothing waits any more. */
  onCaughtUp(): void;
  /** A line that tells how many lines are missing in its place. */
  gap(lines: number): string;
}

const CAPACITY = 4 * 1024 * 1024;
/** Characters that do not wait for more. */
const BATCH = 32 * 1024;
/** Milliseconds that a line waits for others. */
const GATHERING = 100;
/** Milliseconds after a failed write until it is tried again: the first time, and at most. */
const RETRY = { first: 10, most: 1_000 };
/** Milliseconds that the last lines are given to be written. */
const LAST_MOMENT = 1_000;
const LINE_FEED = 0x0a;

/**
 * Writes lines to a file descriptor, in their order, each whole or not at all. A caller never waits and never sees an error: while
 * nothing can be written, lines wait in bounded memory, and what does not fit is dropped and counted.
 */
export class LineWriter {
  /** Lines that wait, and how many characters they are. */
  private lines: string[] = [];
  private waiting = 0;
  private dropped = 0;
  /** The lines that are being written, and how many bytes of them are. */
  private chunk = Buffer.alloc(0);
  private written = 0;
  private inFlight = false;
  private retryIn = RETRY.first;
  private retry: NodeJS.Timeout | null = null;
  private gathering: NodeJS.Timeout | null = null;
  private successor: number | null = null;
  private closing: (() => void) | null = null;
  private closed = false;

  constructor(
    private descriptor: number,
    private readonly options: LineWriterOptions,
  ) {}

  /** Takes a line with its line feed. */
  write(line: string): void {
    if (this.waiting + line.length > (this.options.capacity ?? CAPACITY)) {
      this.dropped += 1;
      this.options.onDrop();
      return;
    }
    this.append(line);
    this.carryOn();
  }

  /** Has lines go elsewhere from now on. A line that is half written is written there once more, as a whole. */
  moveTo(descriptor: number): void {
    if (this.closed) return closeOpened(descriptor);
    if (this.successor !== null) closeOpened(this.successor);
    this.successor = descriptor;
    if (!this.inFlight) this.move();
  }

  /** Writes what waits, as far as it can be written within a moment. @returns how many lines could not be. */
  async close(): Promise<number> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.closing = resolve;
      timer = setTimeout(resolve, LAST_MOMENT);
      this.stopRetrying();
      this.carryOn();
    });
    clearTimeout(timer);
    this.stopRetrying();
    this.closed = true;
    if (!this.inFlight) closeOpened(this.descriptor);
    return this.dropped + this.linesLeft();
  }

  /** Writes what waits at once, for a process that ends without `close`. What a failed write leaves is lost. */
  flushSync(): void {
    const half = this.inFlight ? Buffer.alloc(0) : this.chunk.subarray(this.written);
    let rest = Buffer.concat([half, Buffer.from(this.lines.join(''))]);
    this.lines = [];
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(this.descriptor, rest));
    } catch {
      // Nobody could be told.
    }
  }

  private append(line: string): void {
    this.lines.push(line);
    this.waiting += line.length;
  }

  /** Writes now if there is enough, else in a moment. */
  private carryOn(): void {
    if (this.closing && this.isDone()) return this.closing();
    if (this.inFlight || this.retry !== null) return;
    if (this.waiting >= BATCH || this.written < this.chunk.length || this.closing) this.next();
    else if (this.waiting > 0) this.gathering ??= setTimeout(() => this.next(), GATHERING).unref();
  }

  private next(): void {
    if (this.gathering !== null) clearTimeout(this.gathering);
    this.gathering = null;
    if (this.inFlight || this.retry !== null) return;
    if (this.written === this.chunk.length) this.take();
    if (this.chunk.length === 0) return;
    this.inFlight = true;
    write(this.descriptor, this.chunk, this.written, null, null, (error, bytes) => {
      this.inFlight = false;
      if (error) this.failed(error);
      else this.succeeded(bytes);
    });
  }

  /** Takes all that waits. What was dropped was dropped after it. */
  private take(): void {
    if (this.dropped > 0) this.append(this.options.gap(this.dropped));
    this.dropped = 0;
    this.chunk = Buffer.from(this.lines.join(''));
    this.written = 0;
    this.lines = [];
    this.waiting = 0;
  }

  private succeeded(bytes: number): void {
    this.written += bytes;
    if (bytes === 0) return this.tryLater();
    this.retryIn = RETRY.first;
    if (this.written === this.chunk.length) {
      if (this.waiting < BATCH && this.dropped === 0) this.options.onCaughtUp();
      if (this.successor !== null) return this.move();
    }
    this.carryOn();
  }

  private failed(error: NodeJS.ErrnoException): void {
    const slow = error.code === 'EAGAIN';
    if (!slow) this.options.onFailure(error);
    if (this.successor !== null) this.move();
    else if (this.closing && !slow) this.closing();
    else this.tryLater();
  }

  private tryLater(): void {
    this.retry = setTimeout(() => {
      this.retry = null;
      this.next();
    }, this.retryIn).unref();
    this.retryIn = Math.min(this.retryIn * 2, RETRY.most);
  }

  private stopRetrying(): void {
    if (this.retry !== null) clearTimeout(this.retry);
    this.retry = null;
    this.retryIn = RETRY.first;
  }

  private move(): void {
    closeOpened(this.descriptor);
    this.descriptor = this.successor!;
    this.successor = null;
    // Lines that are written whole stay so.
    if (this.written > 0) this.written = this.chunk.lastIndexOf(LINE_FEED, this.written - 1) + 1;
    this.stopRetrying();
    this.carryOn();
  }

  private isDone(): boolean {
    return !this.inFlight && this.written === this.chunk.length && this.lines.length === 0;
  }

  private linesLeft(): number {
    return this.chunk.subarray(this.written).toString().split('\n').length - 1 + this.lines.length;
  }
}
