import type { SignUpMode } from '../../access/invitation.policy.js';
import { OutboxEventEntity } from '../../entities/relational/outbox-event.entity.js';
import { notificationsOfViewer } from '../../loaders/list-stream.js';
import { insertOnce } from '../../services/insert-once.js';
import { applyNotificationEvent } from '../../services/notifications/apply-notification-event.js';
import { deliverNotifications } from '../../services/notifications/notify.js';
import type { Processor } from '../consumer.js';

/** Tells people of what concerns them, and marks what they have read. */
export const notificationProcessor = (signUp: SignUpMode): Processor => ({
  name: notificationsOfViewer.consumer,
  handle: async (events, em) => {
    for (const event of events) {
      await applyNotificationEvent(em, event);
      const received = await deliverNotifications(em, event, event.occurredAt, signUp);
      // Seen a second time, an event gives rise to the same: what still waits in the outbox stays, the relay knows the rest.
      await insertOnce(
        em,
        OutboxEventEntity,
        received.map((one) => ({ ...one, origin: null, occurredAt: event.occurredAt })),
      );
    }
  },
});
