import { setTimeout as sleep } from 'node:timers/promises';
import { topicOf, type LiveEvent } from '../events/live-event.js';
import { isLastWord, rightsTopicOf, type RightsChange } from '../events/rights-change.js';
import { streamHead } from '../loaders/relations/event.relations.js';
import { badInput, RequestError, unauthenticated } from '../shared/errors.js';
import { decodeStreamCursor, encodeStreamCursor } from '../shared/stream-cursor.js';
import { mark, type Listener } from '../messaging/fan-out.js';
import type { Perspective, RequestContext } from './request-context.js';
import { SeamlessStream } from './seamless-stream.js';

export interface LiveStreamOptions<T> {
  streamId: string;
  /** The cursor of the last event that is known already; without it nothing of the past is told. */
  after: string | null | undefined;
  /** The project and organization that it is about, if the listener may hear; else null. Asked at the start and for every event. */
  mayListen: (perspective: Perspective) => Promise<readonly string[] | null> | readonly string[] | null;
  /** What is told where nothing but the cursor moves on. */
  checkpoint: T;
  /** What of an event is told; null passes it over. */
  tell: (event: Pick<LiveEvent, 'event' | 'occurredAt'>) => T | null;
}

/** Who has lost the right to listen waits that long, in milliseconds, for the event that took it, if it is one they are to hear. */
const LAST_WORD_WITHIN = 1_000;

/** What fails, since the database is away, is tried again after so many milliseconds, and given up after so many times. */
const [TRY_AGAIN, MOST_TRIES] = [500, 240];

const ended = { value: undefined, done: true } as const;

/**
 * What has happened in a stream since the cursor, and what happens from now on, in order and each event once, as its listener may
 * see it at each moment. When they may not listen any more it ends, at once and not with the next event; of their own removal, or
 * of the end of the whole place, they hear as the last thing.
 * @throws RequestError UNAUTHENTICATED, BAD_USER_INPUT when there is no such stream for them or the cursor is none of it, or
 * CURSOR_EXPIRED when the log does not hold all that came after the cursor.
 */
export async function liveStream<T extends object>(
  context: RequestContext,
  options: LiveStreamOptions<T>,
): Promise<AsyncIterableIterator<T & { cursor: string }>> {
  const { userId } = context.requester;
  if (userId === null) throw unauthenticated();
  const places = await options.mayListen(context);
  if (places === null) throw nothingHere();

  const after = options.after == null ? null : decodeStreamCursor(options.after, options.streamId);
  if (options.after != null && after === null) throw badInput('The cursor is none of this stream.', { argument: 'after' });

  const topics = [topicOf(options.streamId), ...[userId, ...places].map(rightsTopicOf)];
  const listener = await context.live.listen(...topics);
  try {
    // What was taken from them before they listened was announced to nobody; nor was what is in the log already.
    if (!(await mayStillListen(context, options))) throw nothingHere();
    const { head, oldest } = await context.log.extent(options.streamId);
    const isHeld = after === null || (after <= head && (after === head || (oldest !== null && oldest <= after + 1)));
    if (!isHeld) throw expired();
    return new LiveStream(context, options, userId, listener, { after: after ?? head, head });
  } catch (error) {
    await listener.return();
    throw error;
  }
}

async function mayStillListen(
  context: RequestContext,
  { mayListen }: Pick<LiveStreamOptions<unknown>, 'mayListen'>,
): Promise<boolean> {
  const now = await context.now();
  return now.requester.userId !== null && (await mayListen(now)) !== null;
}

const nothingHere = () => badInput('There is nothing here that you may listen to.');

const expired = () =>
  new RequestError(
    'CURSOR_EXPIRED',
    'What came after this cursor is not all kept any more: read afresh, and subscribe from there.',
    {
      argument: 'after',
    },
  );

/** A class and not a generator, whose `return` would wait for the next event. */
class LiveStream<T extends object> implements AsyncIterableIterator<T & { cursor: string }> {
  private over = false;
  /** Set from the moment when it is known that they may not listen any more. */
  private leaving: NodeJS.Timeout | null = null;
  private readonly looking: NodeJS.Timeout;
  /** Ends what it waits for when it ends. */
  private readonly ending = new AbortController();
  private readonly events: SeamlessStream;
  private toldAt = performance.now();

  constructor(
    private readonly context: RequestContext,
    private readonly options: LiveStreamOptions<T>,
    private readonly userId: string,
    private readonly listener: Listener,
    { after, head }: { after: number; head: number },
  ) {
    const { log } = context;
    const { streamId } = options;
    this.events = new SeamlessStream({ streamId, after, listener, log, onMissed: () => void this.mayStill() }, head);
    // Clients that came all at once, after a restart, are not to be looked after all at once.
    const every = context.live.doubt * (0.75 + Math.random() / 2);
    this.looking = setInterval(() => void this.look(), every).unref();
  }

  async next(): Promise<IteratorResult<T & { cursor: string }>> {
    for (;;) {
      const heard = await this.patiently(() => this.events.next());
      if (heard === null || heard.done || this.over) return this.return();
      // Whoever keeps the connection closes it, so that the client comes back with a fresh token.
      if (this.isTokenOver()) continue;
      const { value: message } = heard;
      const told = message === mark ? this.checkpoint() : await this.patiently(() => this.hear(message));
      if (told === null) continue;
      this.toldAt = performance.now();
      return { value: told, done: false };
    }
  }

  async return(): Promise<IteratorResult<T & { cursor: string }>> {
    this.over = true;
    this.ending.abort();
    clearInterval(this.looking);
    if (this.leaving) clearTimeout(this.leaving);
    await this.listener.return();
    return ended;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** What they get to hear of a message, if anything. */
  private async hear(message: LiveEvent | RightsChange): Promise<(T & { cursor: string }) | null> {
    const changesRights = 'positions' in message;
    const told = this.options.tell(message);
    if (told === null && !changesRights) return null;
    const lastWord = isLastWord(message.event, this.userId);
    if (this.leaving && lastWord !== 'TO_PERSON') return null;

    // What may take the right to listen does not wait for a budget.
    if (changesRights || lastWord !== null) await this.context.payForEvent();
    else await this.afford();
    if (this.over) return null;
    const now = await this.context.now();
    if (now.requester.userId === null) return this.end();
    if (!this.leaving && (await this.options.mayListen(now)) !== null) {
      return told === null || changesRights ? null : this.tellTo(now, told, message.position);
    }
    if (lastWord === null) return this.leave();
    await this.end();
    return told && this.tellTo(now, told, changesRights ? await this.positionOf(message, now) : message.position);
  }

  /** Null when the stream is over meanwhile. */
  private async patiently<R>(work: () => Promise<R>): Promise<R | null> {
    for (let tried = 1; !this.over; tried++) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof RequestError || tried === MOST_TRIES) throw error;
        await sleep(TRY_AGAIN, undefined, { signal: this.ending.signal, ref: false }).catch(() => undefined);
      }
    }
    return null;
  }

  /** Pays for an event. While the budget of who listens is spent the stream stands still; what happens meanwhile is told later. */
  private async afford(): Promise<void> {
    for (let wait = -1; wait !== 0 && !this.over;) {
      wait = await this.context.payForEvent();
      if (wait > 0) await sleep(wait, undefined, { signal: this.ending.signal, ref: false }).catch(() => undefined);
    }
  }

  private tellTo(now: Perspective, told: T, position: number): T & { cursor: string } {
    this.context.look(now);
    return this.at(position, told);
  }

  /** Keeps the cursor young where nothing happens, or nothing that is told. Who has lost the right to listen gets none. */
  private checkpoint(): (T & { cursor: string }) | null {
    return this.leaving ? null : this.at(this.events.reached, this.options.checkpoint);
  }

  private at(position: number, told: T): T & { cursor: string } {
    return { ...told, cursor: encodeStreamCursor(this.options.streamId, position) };
  }

  /** An event that belongs to other streams is told here as if it were the latest. */
  private async positionOf({ positions }: RightsChange, { load }: Perspective): Promise<number> {
    const { streamId } = this.options;
    return positions[streamId] ?? Number((await load.find(streamHead, streamId, ['head']))?.head ?? 0);
  }

  /** Looks for what nobody has announced, since messages between processes can be lost. */
  private async look(): Promise<void> {
    if (this.isTokenOver()) return;
    await this.mayStill();
    const head = await this.context.log.extent(this.options.streamId).then(
      (extent) => extent.head,
      () => 0,
    );
    if (this.over) return;
    if (head > this.events.reached) this.listener.miss();
    // Two looks are at most 1.25 times the doubt apart, so that this comes within twice of it.
    if (performance.now() - this.toldAt > this.context.live.doubt * 0.7) this.listener.push(mark);
  }

  /** Ends the stream when they may not listen any more. */
  private async mayStill(): Promise<void> {
    // While it cannot be found out, nothing is told either.
    if (!(await mayStillListen(this.context, this.options).catch(() => true)) && !this.over) this.leave();
  }

  private leave(): null {
    this.leaving ??= setTimeout(() => void this.return(), LAST_WORD_WITHIN);
    return null;
  }

  private async end(): Promise<null> {
    await this.return();
    return null;
  }

  private isTokenOver(): boolean {
    const { requester, clock } = this.context;
    return requester.validUntil !== null && requester.validUntil <= clock.now();
  }
}
