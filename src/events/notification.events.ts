import { defineEvent } from './event.js';

/** The subject is the person; only their own stream hears of it. */
const options = { activity: null, subject: null, streams: ({ subjectId }: { subjectId: string }) => [subjectId] };

export const notificationReceived = defineEvent<{ notificationId: string }>('notification.received', options);

/** Marked as read at that time (ISO 8601), or as unread (`readAt` null). One event each, so that each has a cursor. */
export const notificationMarked = defineEvent<{ notificationId: string; readAt: string | null }>('notification.marked', options);

/** All up to that one, created at that time (ISO 8601), were marked as read. */
export const allNotificationsRead = defineEvent<{
  upTo: string;
  upToId: string;
  readAt: string;
  organizationIdFilter: string | null;
}>('notification.all-read', options);
