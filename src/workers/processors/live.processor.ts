import { topicOf, type LiveEvent } from '../../events/live-event.js';
import { rightsChangedBy, rightsTopicOf, type RightsChange } from '../../events/rights-change.js';
import type { PubSub } from '../../messaging/pub-sub.js';
import type { LoggedEvent, Processor } from '../consumer.js';

/** Announces events to who listens now, and to streams that somebody may have lost the right to. Who does not hear finds them in the log. */
export const liveProcessor = (pubSub: PubSub): Processor => ({
  name: 'live',
  handle: async (events) => {
    // They leave in their order, and none waits for the answer to the one before.
    await Promise.all(events.flatMap(announcementsOf).map(([topic, message]) => pubSub.publish(topic, message)));
  },
});

function announcementsOf(logged: LoggedEvent): [topic: string, message: LiveEvent | RightsChange][] {
  const { position: _whole, positions, streams, occurredAt: at, ...event } = logged;
  const occurredAt = at.toISOString();
  const changed = rightsChangedBy(event);
  return [
    ...streams.map((streamId): [string, LiveEvent] => [
      topicOf(streamId),
      { streamId, position: positions[streamId]!, occurredAt, event },
    ]),
    ...(changed === null ? [] : [[rightsTopicOf(changed), { occurredAt, event, positions }] as [string, RightsChange]]),
  ];
}
