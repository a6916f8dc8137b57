import type { NotificationEntity } from '../../entities/documents/notification.entity.js';
import { notificationMarked } from '../../events/notification.events.js';
import type { Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { findNotifications } from './find-notifications.js';

/**
 * Announces that notifications of the requester are read since then, or unread (`readAt` null). The documents follow the event.
 * @returns the notifications as they will be, in the order of the ids. One that was read already keeps its time.
 */
export async function markNotifications(
  { transaction, requester }: UseCase,
  notificationIds: string[],
  readAt: Date | null,
): Promise<Result<NotificationEntity[]>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const found = await findNotifications(em, by, notificationIds);
    if (!found.ok) return found;

    const changing = new Set(found.value.filter((notification) => (notification.readAt === null) === (readAt !== null)));
    for (const { id: notificationId } of changing) {
      announce(notificationMarked({ by, subjectId: by, notificationId, readAt: readAt?.toISOString() ?? null }));
    }
    for (const notification of changing) notification.readAt = readAt;
    return found;
  });
}
