import type { EntityManager } from '@mikro-orm/postgresql';
import type { DomainEvent } from '../events/event.js';
import { recordActivities } from './activity/record-activity.js';
import { applyNotificationEvent } from './notifications/apply-notification-event.js';

/**
 * The effects of committed events that their author must read back at once: the activity log and what became of notifications.
 * The consumers apply the same again, which then changes nothing.
 */
export async function applyEffects(em: EntityManager, events: readonly DomainEvent[], occurredAt: Date): Promise<void> {
  await recordActivities(
    em,
    events.map((event) => ({ ...event, occurredAt })),
  );
  for (const event of events) await applyNotificationEvent(em, event);
}
