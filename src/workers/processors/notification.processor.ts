import { OutboxEventEntity } from '../../entities/relational/outbox-event.entity.js';
import { applyNotificationEvent } from '../../services/notifications/apply-notification-event.js';
import { deliverNotifications } from '../../services/notifications/notify.js';
import type { Processor } from '../consumer.js';

/** Tells people of what concerns them, and marks what they have read. */
export const notificationProcessor: Processor = {
  name: 'notifications',
  handle: async (events, em) => {
    for (const event of events) {
      await applyNotificationEvent(em, event);
      for (const received of await deliverNotifications(em, event, event.occurredAt)) {
        em.create(OutboxEventEntity, { ...received, origin: null, occurredAt: event.occurredAt }, { persist: true });
      }
    }
    await em.flush();
  },
};
