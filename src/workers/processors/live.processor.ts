import { topicOf, type LiveEvent } from '../../events/live-event.js';
import { rightsChangedBy, rightsTopicOf, type RightsChange } from '../../events/rights-change.js';
import type { PubSub } from '../../messaging/pub-sub.js';
import type { Processor } from '../consumer.js';

/** Announces events to who listens now, and to streams that somebody may have lost the right to. Who does not hear finds them in the log. */
export const liveProcessor = (pubSub: PubSub): Processor => ({
  name: 'live',
  handle: async (events) => {
    for (const { position: _whole, positions, streams, occurredAt, ...event } of events) {
      for (const streamId of streams) {
        const message: LiveEvent = { streamId, position: positions[streamId]!, occurredAt: occurredAt.toISOString(), event };
        await pubSub.publish(topicOf(streamId), message);
      }
      const changed = rightsChangedBy(event);
      if (changed === null) continue;
      const change: RightsChange = { occurredAt: occurredAt.toISOString(), event, positions };
      await pubSub.publish(rightsTopicOf(changed), change);
    }
  },
});
