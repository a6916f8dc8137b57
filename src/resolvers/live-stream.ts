import type { GraphQLResolveInfo } from 'graphql';
import type { LiveEvent } from '../events/live-event.js';
import { badInput, RequestError, unauthenticated } from '../shared/errors.js';
import { decodeStreamCursor } from '../shared/stream-cursor.js';
import type { Perspective, RequestContext } from './request-context.js';

export interface LiveStreamOptions<T extends object = object> {
  streamId: string;
  /** The cursor of the last event that is known already; without it nothing of the past is told. */
  after: string | null | undefined;
  /** The project and organization that it is about, if the listener may hear; else null. What it answers depends on their roles there. */
  mayListen: (perspective: Perspective) => Promise<readonly string[] | null> | readonly string[] | null;
  /** What is told where nothing but the cursor moves on. */
  checkpoint: T;
  /** What of an event is told; null passes it over. */
  tell: (event: Pick<LiveEvent, 'event' | 'occurredAt'>) => T | null;
}

/**
 * What has happened in a stream since the cursor, and what happens from now on, in order and each event once, as its listener may
 * see it at each moment. When they may not listen any more it ends, at once and not with the next event; of their own removal, or
 * of the end of the whole place, they hear as the last thing.
 * @throws RequestError UNAUTHENTICATED, or BAD_USER_INPUT when there is no such stream for them or the cursor is none of it.
 */
export async function liveStream<T extends object>(
  context: RequestContext,
  info: GraphQLResolveInfo,
  options: LiveStreamOptions<T>,
): Promise<LiveStream> {
  if (context.requester.userId === null) throw unauthenticated();
  const places = await options.mayListen(context);
  if (places === null) throw nothingToHear();
  const cursor = context.lastEventId ?? options.after;
  const after = cursor == null ? null : decodeStreamCursor(cursor, options.streamId);
  if (cursor != null && after === null) throw badInput('The cursor is none of this stream.', { argument: 'after' });
  return new LiveStream(context, info, options, places, after);
}

/** A stream that somebody has asked for, and may hear. What serves it tells many listeners at once: nobody goes through it alone. */
export class LiveStream implements AsyncIterable<never> {
  constructor(
    readonly context: RequestContext,
    /** The field that asks for it. */
    readonly info: GraphQLResolveInfo,
    readonly options: LiveStreamOptions,
    /** What it is about. */
    readonly places: readonly string[],
    /** The position after which it begins; null: now. */
    readonly after: number | null,
  ) {}

  [Symbol.asyncIterator](): never {
    throw new Error('A stream is told by the server that it was asked of.');
  }
}

export const nothingToHear = () => badInput('There is nothing here that you may listen to.');

export const cursorExpired = () =>
  new RequestError(
    'CURSOR_EXPIRED',
    'What came after this cursor is not all kept any more: read afresh, and subscribe from there.',
    { argument: 'after' },
  );
