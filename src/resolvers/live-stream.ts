import { topicOf, type LiveEvent } from '../events/live-event.js';
import { badInput, unauthenticated } from '../shared/errors.js';
import { encodeStreamCursor } from '../shared/stream-cursor.js';
import type { Perspective, RequestContext } from './request-context.js';

export interface LiveStreamOptions<T> {
  streamId: string;
  after: string | null | undefined;
  /** Whether the listener may hear, asked at the start and again for every event. */
  mayListen: (perspective: Perspective) => Promise<boolean> | boolean;
  /** What of an event is told; null passes it over. */
  tell: (event: LiveEvent) => T | null;
}

/**
 * What happens in a stream from now on, as its listener may see it at each moment. It ends when they may not listen any more.
 * @throws RequestError UNAUTHENTICATED, or BAD_USER_INPUT when there is no such stream for them.
 */
export async function liveStream<T extends object>(
  context: RequestContext,
  { streamId, after, mayListen, tell }: LiveStreamOptions<T>,
): Promise<AsyncIterableIterator<T & { cursor: string }>> {
  if (context.requester.userId === null) throw unauthenticated();
  if (after != null)
    throw badInput('This server cannot resume from a cursor yet: subscribe without `after`.', { argument: 'after' });
  if (!(await mayListen(context))) throw badInput('There is nothing here that you may listen to.');

  const listener = await context.live.listen(topicOf(streamId));
  const ended = { value: undefined, done: true } as const;
  const stream: AsyncIterableIterator<T & { cursor: string }> = {
    async next() {
      for (;;) {
        const heard = await listener.next();
        if (heard.done) return ended;
        const live = heard.value as LiveEvent;
        const told = tell(live);
        if (told === null) continue;
        Object.assign(context, await context.now());
        if (context.requester.userId === null || !(await mayListen(context))) {
          await listener.return!();
          return ended;
        }
        return { value: { ...told, cursor: encodeStreamCursor(live.streamId, live.position) }, done: false };
      }
    },
    // Not a generator: its `return` would wait for the next event.
    return: async () => {
      await listener.return!();
      return ended;
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}
