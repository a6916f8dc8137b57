import type { NotificationEntity } from '../../entities/documents/notification.entity.js';
import type { MarkNotificationsReadInput } from '../../schema/inputs/mark-notifications-read-input.js';
import type { Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { markNotifications } from './mark-notifications.js';

/** Marks notifications of the requester as read, all of them or none. @returns them in the order of their ids. */
export async function markNotificationsRead(
  useCase: UseCase,
  input: MarkNotificationsReadInput,
): Promise<Result<NotificationEntity[]>> {
  return markNotifications(useCase, input.notificationIds, useCase.clock.now());
}
