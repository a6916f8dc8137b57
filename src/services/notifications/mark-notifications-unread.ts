import type { NotificationEntity } from '../../entities/documents/notification.entity.js';
import type { MarkNotificationsUnreadInput } from '../../schema/inputs/mark-notifications-unread-input.js';
import type { Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { markNotifications } from './mark-notifications.js';

/** Marks notifications of the requester as unread, all of them or none. @returns them in the order of their ids. */
export async function markNotificationsUnread(
  useCase: UseCase,
  input: MarkNotificationsUnreadInput,
): Promise<Result<NotificationEntity[]>> {
  return markNotifications(useCase, input.notificationIds, null);
}
