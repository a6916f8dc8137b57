import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { MOST_UNSENT } from './streams/outlet.js';

/** Milliseconds in which a client that keeps its own requests waiting has to read something. */
const STALLED = 5_000;
/** Milliseconds for which a client may take its leave. */
const CLOSING = 3_000;
/** RFC 6455 §7.4.1, and the registry it founds: clients come back after a while. */
export const TRY_AGAIN_LATER = 1013;
const TOO_MUCH = 'Too much waits to be read. Come back, and resume from your cursor.';

/**
 * The one way to write to a socket. What was not read yet is bounded: a client that leaves more than `MOST_UNSENT` bytes unread is
 * closed with 1013. Answers that it asked for do not count for as long as it goes on reading; they wait for each other.
 */
export class ClientSocket {
  /** Bytes of answers that were written and not sent yet. */
  private answering = 0;
  private lastAnswer: Promise<void> = Promise.resolve();
  /** Answers that wait for room. */
  private waiting = 0;
  /** Called when an answer begins to wait for the client to read, and when it has not to any longer. */
  onReader: () => void = () => undefined;
  /** The data of the latest ping that was not answered, while a pong is on its way. */
  private nextPong: Buffer | null = null;
  private isPonging = false;
  private impatience: NodeJS.Timeout | null = null;

  /** @param tcp what the socket stands on. */
  constructor(
    readonly ws: WebSocket,
    readonly tcp: Socket,
  ) {
    tcp.on('timeout', () => this.looksStalled());
    ws.once('close', () => this.impatience && clearTimeout(this.impatience));
  }

  get isOpen(): boolean {
    return this.ws.readyState === this.ws.OPEN;
  }

  /** Whether the client has to read before it gets more answers. */
  get isBehind(): boolean {
    return this.waiting > 0;
  }

  get unsent(): number {
    return this.ws.bufferedAmount;
  }

  /** Writes a message, or closes the socket when too much waits already. @param then called once it is sent, or never will be. */
  write(text: string, then?: (error?: Error) => void): void {
    const { ws } = this;
    if (ws.readyState !== ws.OPEN) return then?.();
    if (ws.bufferedAmount - this.answering <= MOST_UNSENT) return ws.send(text, then);
    this.breakOff(TOO_MUCH);
    return then?.();
  }

  /** The same. @returns what resolves once it is sent, or never will be. @throws Error when it cannot be sent to an open socket. */
  send(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.write(text, (error) => (error && this.isOpen ? reject(error) : resolve()));
    });
  }

  /** Sends what the client asked for, of any size, once those before it have left room. */
  async answer(text: string): Promise<void> {
    const bytes = Buffer.byteLength(text);
    const isRoom = () => !this.isOpen || this.answering === 0 || this.answering + bytes <= MOST_UNSENT;
    if (!isRoom()) {
      this.waiting++;
      this.onReader();
      while (!isRoom()) await this.lastAnswer;
      this.waiting--;
      this.onReader();
    }
    this.answering += bytes;
    const leave = () => void (this.answering -= bytes);
    const sent = this.send(text);
    this.lastAnswer = sent.then(leave, leave);
    return sent;
  }

  /** Answers a ping of the protocol below (RFC 6455 §5.5.3): while a pong is on its way, only the latest ping is kept. */
  pong(data: Buffer): void {
    if (!this.isOpen) return;
    if (this.isPonging) {
      this.nextPong = data;
      return;
    }
    this.isPonging = true;
    this.ws.pong(data, false, () => {
      this.isPonging = false;
      const next = this.nextPong;
      this.nextPong = null;
      if (next) this.pong(next);
    });
  }

  /** Says whether nothing more is read until the client reads: if it does not begin to, it is closed. */
  waitForReader(waits: boolean): void {
    this.tcp.setTimeout(waits ? STALLED : 0);
  }

  /** Closes so that the client comes back. */
  breakOff(reason: string): void {
    this.close(TRY_AGAIN_LATER, reason);
  }

  /** Closes; a client that does not take its leave is cut off a while after. */
  close(code?: number, reason?: string): void {
    const { ws, tcp } = this;
    if (ws.readyState === ws.CLOSED) return;
    ws.close(code, reason);
    // Its leave is not heard otherwise.
    ws.resume();
    // A reset has the system forget what the client does not read; ended in the ordinary way, it would keep that for minutes.
    this.impatience ??= setTimeout(() => tcp.resetAndDestroy(), CLOSING).unref();
  }

  /** Node calls after a time in which nothing was read and no byte left. */
  private looksStalled(): void {
    if (!this.isOpen) return;
    if (this.unsent > 0) this.breakOff(TOO_MUCH);
    else this.waitForReader(true);
  }
}
