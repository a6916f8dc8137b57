import type { LiveEvent } from '../../events/live-event.js';
import type { RightsChange } from '../../events/rights-change.js';
import { BATCH, type StreamLog } from '../../loaders/stream-log.js';
import { mark, missed, type Listener } from '../../messaging/fan-out.js';
import { cursorExpired } from '../../resolvers/live-stream.js';

export interface SeamlessStreamOptions {
  streamId: string;
  /** The position after which it begins. */
  after: number;
  /** The position up to which the log is known to hold events. */
  head: number;
  /** Hears what is announced since before `head` was known. */
  listener: Listener;
  log: StreamLog;
}

/** An event, a change of rights, or the mark. */
export type Message = LiveEvent | RightsChange | typeof mark;

/**
 * The events of one stream in their order, each once, and between them the changes of rights that are announced: first what the log
 * holds already, then what is announced. Positions have no gaps, so that an announcement that was lost is missed when the next one
 * comes, and is read from the log.
 */
export class SeamlessStream {
  private position: number;
  /** The log holds events up to there. */
  private head: number;
  /** Whether it may hold more than is known. */
  private mayHoldMore = false;
  /** What was heard, and not looked at yet. */
  private heard: unknown[] = [];

  constructor(private readonly options: SeamlessStreamOptions) {
    this.position = options.after;
    this.head = options.head;
  }

  /** Whether there may be events in the log that come before all that is heard. */
  get isBehind(): boolean {
    return this.mayHoldMore || this.position < this.head;
  }

  /** Whether all is handed out that is there at present. */
  get isIdle(): boolean {
    return !this.isBehind && this.heard.length === 0 && this.options.listener.isIdle;
  }

  /** To be called when the log holds events up to there, as somebody has found out. */
  expect(head: number): void {
    if (head > this.head) this.head = head;
  }

  /**
   * All that is there, at most a batch of the log, once there is something; null when the listener has ended. None at all means
   * that announcements were lost, of which some may have been about rights.
   * @throws RequestError CURSOR_EXPIRED when the log does not hold any more what comes next.
   */
  async next(): Promise<Message[] | null> {
    for (;;) {
      if (this.isBehind) {
        const events = await this.read();
        if (events.length > 0) return events;
      }
      if (this.heard.length === 0) {
        const taken = await this.options.listener.take();
        if (taken === null) return null;
        this.heard = taken;
      }
      const messages = this.sorted();
      if (messages) return messages;
    }
  }

  /** What can be handed out of what was heard, up to where something is missing; null when there is no need to look up. */
  private sorted(): Message[] | null {
    const messages: Message[] = [];
    let lost = false;
    let at = 0;
    while (at < this.heard.length && !this.isBehind) {
      const message = this.heard[at++] as Message | typeof missed;
      if (message === missed) {
        this.mayHoldMore = lost = true;
      } else if (message === mark || 'positions' in message) {
        messages.push(message);
      } else if (message.position === this.position + 1) {
        this.position = message.position;
        this.expect(message.position);
        messages.push(message);
      } else {
        this.expect(message.position);
      }
    }
    this.heard = at === this.heard.length ? [] : this.heard.slice(at);
    return messages.length > 0 || lost ? messages : null;
  }

  private async read(): Promise<LiveEvent[]> {
    const { log, streamId } = this.options;
    const events = await log.after(streamId, this.position);
    const first = events[0]?.position ?? (this.position < this.head ? Infinity : this.position + 1);
    if (first !== this.position + 1) throw cursorExpired();
    this.mayHoldMore = events.length === BATCH;
    this.position = events.at(-1)?.position ?? this.position;
    this.expect(this.position);
    return events;
  }
}
