import type { EntityManager } from '@mikro-orm/postgresql';
import { NotificationEntity } from '../../entities/documents/notification.entity.js';
import { decodeId } from '../../shared/ids.js';
import { failed, ok, userError, type Result } from '../../shared/result.js';
import { checkCount } from '../input-rules.js';

/**
 * Notifications of a person by their ids as clients know them, in that order, apart from the unit of work.
 * All or nothing: fails with NOT_FOUND for each id that names none of theirs, REQUIRED or LIMIT_EXCEEDED unless there are 1 to 100 ids.
 */
export async function findNotifications(
  em: EntityManager,
  userId: string,
  notificationIds: string[],
): Promise<Result<NotificationEntity[]>> {
  const error = checkCount('notificationIds', notificationIds);
  if (error) return failed(error);

  const ids = notificationIds.map((id) => decodeId('Notification', id));
  const found = await em.find(
    NotificationEntity,
    { id: { $in: ids.filter((id) => id !== null) }, userId },
    { disableIdentityMap: true },
  );
  const byId = new Map(found.map((notification) => [notification.id, notification]));
  const inOrder = ids.map((id) => byId.get(id ?? ''));
  const missing = [...inOrder.keys()].filter((index) => !inOrder[index]);
  if (missing.length > 0)
    return failed(...missing.map((index) => userError('NOT_FOUND', `notificationIds.${index}`, 'There is no such object.')));
  return ok(inOrder as NotificationEntity[]);
}
