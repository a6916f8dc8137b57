import type { ActivityEntity } from '../../../../src/entities/documents/activity.entity.js';
import type { NotificationEntity } from '../../../../src/entities/documents/notification.entity.js';
import { encodeStreamCursor } from '../../../../src/shared/stream-cursor.js';
import type { Data } from './data.js';

/** Where the effects of a stream's events are all there, and the events that are told after it. */
export function streamPlace({ tables }: Data, streamId: string, consumer: 'activity' | 'notifications', walk: number | null) {
  const checkpoint = tables.consumerCheckpoints.find((one) => one.consumer === consumer)?.position ?? 0;
  const entries = tables.eventStreamEntries
    .filter((entry) => entry.streamId === streamId)
    .sort((a, b) => a.position - b.position);
  const head = tables.eventStreams.find((one) => one.streamId === streamId)?.head ?? 0;
  const [oldest] = entries;
  const last = entries.findLast(({ logPosition }) => logPosition <= checkpoint);
  const now = last?.position ?? (oldest ? oldest.position - 1 : head);
  // A walk is as of its beginning, unless that is long ago.
  const position = walk !== null && walk <= now && now - walk <= 1_000 ? walk : now;
  const later = new Set(entries.filter((entry) => entry.position > position).map(({ logPosition }) => logPosition));
  const known = new Set(tables.eventLog.map(({ id }) => id));
  const ahead = [
    ...tables.eventLog.filter((event) => later.has(event.position)),
    ...tables.outboxEvents.filter(({ id, streams }) => streams.includes(streamId) && !known.has(id)),
  ];
  return { streamCursor: encodeStreamCursor(streamId, position), position, ahead };
}

type Place = ReturnType<typeof streamPlace>;

/** Entries of the activity log whose events are not told after that place. */
export function activitiesUpTo({ ahead }: Place, activities: readonly ActivityEntity[]): ActivityEntity[] {
  const events = new Set(ahead.map(({ id }) => id));
  return activities.filter(({ eventId }) => eventId === null || !events.has(eventId));
}

/** Notifications that are not received after that place. */
export function notificationsUpTo({ ahead }: Place, notifications: readonly NotificationEntity[]): NotificationEntity[] {
  const received = new Set(
    ahead.flatMap(({ type, data }) => (type === 'notification.received' ? [data['notificationId'] as string] : [])),
  );
  return notifications.filter(({ id }) => !received.has(id));
}
