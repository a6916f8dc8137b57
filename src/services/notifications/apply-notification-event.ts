import type { EntityManager } from '@mikro-orm/postgresql';
import { NotificationEntity } from '../../entities/documents/notification.entity.js';
import type { DomainEvent } from '../../events/event.js';
import { allNotificationsRead, notificationMarked } from '../../events/notification.events.js';
import { unreadUpTo } from './unread-up-to.js';

/** Marks notifications as an event says that they were; once or more often, with the same outcome. Other events do nothing. */
export async function applyNotificationEvent(em: EntityManager, event: DomainEvent): Promise<void> {
  if (event.subjectId === null) return;
  if (event.type === notificationMarked.type) await mark(em, event.subjectId, event.data as unknown as Marked);
  if (event.type === allNotificationsRead.type) await markAll(em, event.subjectId, event.data as unknown as AllRead);
}

interface Marked {
  notificationId: string;
  readAt: string | null;
}

/** What was read already keeps its time. */
async function mark(em: EntityManager, userId: string, { notificationId, readAt }: Marked): Promise<void> {
  const that = { userId, id: notificationId };
  if (readAt === null) await em.nativeUpdate(NotificationEntity, that, { readAt });
  else await em.nativeUpdate(NotificationEntity, { ...that, readAt: null }, { readAt: new Date(readAt) });
}

interface AllRead {
  upTo: string;
  upToId: string;
  readAt: string;
  organizationIdFilter: string | null;
}

async function markAll(
  em: EntityManager,
  userId: string,
  { upTo, upToId, readAt, organizationIdFilter }: AllRead,
): Promise<void> {
  const read = unreadUpTo(userId, { id: upToId, createdAt: new Date(upTo) }, organizationIdFilter);
  await em.nativeUpdate(NotificationEntity, read, { readAt: new Date(readAt) });
}
