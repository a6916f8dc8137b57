import { everyone, mutation, query, subscription, type Row } from './row.js';

/** Notifications: those of the viewer alone. The ones named here are the owner's. */
const ownersOnly = { ok: 'owner', NOT_FOUND: everyone.replace('owner ', '') };

export const notifications: Record<string, Row> = {
  notifications: query(() => 'notifications { totalCount unreadCount }', { ok: everyone }),
  markNotificationsRead: mutation(
    'markNotificationsRead',
    ({ notifications }) => ({ notificationIds: [notifications.owner] }),
    ownersOnly,
  ),
  markNotificationsUnread: mutation(
    'markNotificationsUnread',
    ({ notifications }) => ({ notificationIds: [notifications.owner] }),
    ownersOnly,
  ),
  markAllNotificationsRead: mutation(
    'markAllNotificationsRead',
    ({ notifications }) => ({ upTo: notifications.owner }),
    ownersOnly,
  ),
  notificationChanged: subscription(() => 'notificationChanged { cursor }', { ok: everyone }),
};
