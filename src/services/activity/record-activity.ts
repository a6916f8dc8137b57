import type { EntityManager } from '@mikro-orm/postgresql';
import { ActivityEntity } from '../../entities/documents/activity.entity.js';
import { activityOf, type DomainEvent } from '../../events/event.js';
import { derivedId } from '../../shared/ids.js';
import { insertOnce } from '../insert-once.js';

/** Writes what happened into the activity log, once however often it is applied. What is not told there is passed over. */
export async function recordActivities(
  em: EntityManager,
  events: readonly (DomainEvent & { occurredAt: Date })[],
): Promise<void> {
  await insertOnce(
    em,
    ActivityEntity,
    events.flatMap((event) => activityFrom(event, event.occurredAt) ?? []),
  );
}

/** The line of the activity log that tells of an event; null when it is not told there. */
export function activityFrom(event: Omit<DomainEvent, 'streams'>, occurredAt: Date): ActivityEntity | null {
  const type = activityOf(event.type);
  if (type === null) return null;
  const { actorId, organizationId, projectId, subjectType, subjectId, data } = event;
  return {
    id: derivedId(event.id, 'activity'),
    createdAt: occurredAt,
    type,
    actorId,
    organizationId,
    projectId,
    subjectType,
    subjectId,
    data,
    eventId: event.id,
  };
}
