import type { LiveEvent } from '../events/live-event.js';
import type { RightsChange } from '../events/rights-change.js';
import { BATCH, type StreamLog } from '../loaders/stream-log.js';
import { mark, missed, type Listener } from '../messaging/fan-out.js';

export interface SeamlessStreamOptions {
  streamId: string;
  /** The position after which it begins. */
  after: number;
  /** Hears what is announced since before `after` was known, or since before the log is read. */
  listener: Listener;
  log: StreamLog;
  /** Called when announcements were lost, of which some may have been about rights. */
  onMissed: () => void;
}

/** An event, a change of rights, or the mark, which says that all events of before are told. */
export type Message = LiveEvent | RightsChange | typeof mark;

/**
 * The events of one stream in their order, each once, and between them the changes of rights that are announced: first what the log
 * holds already, then what is announced. Positions have no gaps, so that an announcement that was lost is missed when the next one
 * comes, and is read from the log.
 */
export class SeamlessStream implements AsyncIterator<Message> {
  private position: number;
  private read: LiveEvent[] = [];
  /** Whether the log may hold more than was read. */
  private behind: boolean;

  constructor(
    private readonly options: SeamlessStreamOptions,
    head: number,
  ) {
    this.position = options.after;
    this.behind = head > options.after;
  }

  /** The position of the last event that was handed out. */
  get reached(): number {
    return this.position;
  }

  async next(): Promise<IteratorResult<Message>> {
    for (;;) {
      const event = this.read.shift() ?? (await this.readOn());
      if (event) return this.handOut(event);
      const heard = await this.options.listener.next();
      if (heard.done) return { value: undefined, done: true };
      const message = heard.value as Message | typeof missed;
      if (message === missed) {
        this.behind = true;
        this.options.onMissed();
      } else if (message === mark || 'positions' in message) {
        return { value: message, done: false };
      } else if (message.position === this.position + 1) {
        return this.handOut(message);
      } else if (message.position > this.position) {
        this.behind = true;
      }
    }
  }

  private handOut(event: LiveEvent): IteratorResult<LiveEvent> {
    this.position = event.position;
    return { value: event, done: false };
  }

  private async readOn(): Promise<LiveEvent | undefined> {
    if (!this.behind) return undefined;
    const { log, streamId } = this.options;
    this.read = await log.after(streamId, this.position);
    this.behind = this.read.length === BATCH;
    return this.read.shift();
  }
}
