import type { ClientSocket } from './client-socket.js';
import type { Turns } from './turns.js';

/** Messages of one socket that are worked on at a time, and their bytes. While there are more, nothing is read from it. */
const [MOST_AT_WORK, MOST_BYTES_AT_WORK] = [200, 2 * 1024 * 1024];

/** A message that is being worked on. */
export interface Work {
  /** Of the message. */
  readonly bytes: number;
  /** To be called when it has become a subscription, which lasts. */
  hold(): void;
  /** To be called when nothing of it is needed any more. */
  end(): void;
}

/**
 * The messages of one client, in their order: each is handled when it is its turn among those of all clients. A client that sends
 * more than can be worked on, or whose answers wait to be read, is not read from meanwhile (TCP then has it wait).
 */
export class SocketIntake {
  private readonly waiting: Buffer[] = [];
  private atWork = 0;
  private bytesAtWork = 0;
  private isQueued = false;
  private isStopped = false;
  /** Bytes of the messages that asked for the subscriptions it holds. */
  bytesHeld = 0;

  /** @param handle works on a message. */
  constructor(
    private readonly socket: ClientSocket,
    private readonly turns: Turns,
    private readonly handle: (message: Buffer, work: Work) => void,
  ) {
    socket.onReader = () => this.goOn();
  }

  take(message: Buffer): void {
    if (!this.socket.isOpen) return;
    this.waiting.push(message);
    this.socket.ws.pause();
    this.goOn();
  }

  private get isFull(): boolean {
    return this.atWork >= MOST_AT_WORK || this.bytesAtWork >= MOST_BYTES_AT_WORK || this.socket.isBehind;
  }

  private goOn(): void {
    if (this.isQueued) return;
    if (!this.socket.isOpen) this.waiting.length = 0;
    this.stop(this.isFull && this.socket.isOpen);
    if (this.isStopped) return;
    if (this.waiting.length === 0) return this.socket.ws.resume();
    this.isQueued = true;
    this.turns.take(() => {
      this.isQueued = false;
      const message = this.waiting.shift();
      if (message && this.socket.isOpen) this.handle(message, this.begin(message.length));
      this.goOn();
    });
  }

  private stop(stops: boolean): void {
    if (stops === this.isStopped) return;
    this.isStopped = stops;
    if (stops) this.socket.ws.pause();
    this.socket.waitForReader(stops);
  }

  private begin(bytes: number): Work {
    let state: 'AT_WORK' | 'HELD' | 'ENDED' = 'AT_WORK';
    const become = (next: typeof state) => {
      if (state === 'AT_WORK') {
        this.atWork--;
        this.bytesAtWork -= bytes;
      }
      if (state === 'HELD') this.bytesHeld -= bytes;
      if (next === 'HELD') this.bytesHeld += bytes;
      state = next;
      this.goOn();
    };
    this.atWork++;
    this.bytesAtWork += bytes;
    return {
      bytes,
      hold: () => state === 'AT_WORK' && become('HELD'),
      end: () => state !== 'ENDED' && become('ENDED'),
    };
  }
}
