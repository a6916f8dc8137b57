import type { FilterQuery } from '@mikro-orm/core';
import type { NotificationEntity } from '../../entities/documents/notification.entity.js';

/** A person's unread notifications up to and including one, by time and id; of one organization if it is named. */
export function unreadUpTo(
  userId: string,
  last: Pick<NotificationEntity, 'id' | 'createdAt'>,
  organizationId: string | null,
): FilterQuery<NotificationEntity> {
  return {
    userId,
    readAt: null,
    ...(organizationId !== null && { organizationId }),
    $or: [{ createdAt: { $lt: last.createdAt } }, { createdAt: last.createdAt, id: { $lte: last.id } }],
  };
}
