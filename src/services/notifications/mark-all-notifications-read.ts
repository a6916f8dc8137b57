import { canInOrganization } from '../../access/organization.policy.js';
import { NotificationEntity } from '../../entities/documents/notification.entity.js';
import { allNotificationsRead } from '../../events/notification.events.js';
import type { MarkAllNotificationsReadInput } from '../../schema/inputs/mark-all-notifications-read-input.js';
import { decodeId } from '../../shared/ids.js';
import { notFound, ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { unreadUpTo } from './unread-up-to.js';

/**
 * Marks the requester's notifications as read, up to and including one that they have seen; what came after it stays unread.
 * @returns the time up to which they are read.
 */
export async function markAllNotificationsRead(
  { transaction, requester, clock }: UseCase,
  input: MarkAllNotificationsReadInput,
): Promise<Result<{ readUpTo: Date }>> {
  const by = requester.signedInUserId;
  const organizationId = input.organizationId == null ? null : decodeId('Organization', input.organizationId);
  if (input.organizationId != null && (organizationId === null || !canInOrganization('READ', organizationId, requester))) {
    return notFound('organizationId');
  }
  const upToId = decodeId('Notification', input.upTo);
  if (upToId === null) return notFound('upTo');

  return transaction(async ({ em, announce }) => {
    const last = await em.findOne(NotificationEntity, { id: upToId, userId: by }, { disableIdentityMap: true });
    if (!last) return notFound('upTo');

    if ((await em.count(NotificationEntity, unreadUpTo(by, last, organizationId))) > 0) {
      const times = { upTo: last.createdAt.toISOString(), readAt: clock.now().toISOString() };
      const facts = { by, subjectId: by, ...times, upToId, organizationIdFilter: organizationId };
      announce(allNotificationsRead(facts));
    }
    return ok({ readUpTo: last.createdAt });
  });
}
