/** What a notification is about. Grows with the features that notify. */
export const NotificationType = {
  INVITATION_RECEIVED: 'INVITATION_RECEIVED',
  MEMBER_JOINED: 'MEMBER_JOINED',
  PROJECT_SHARED: 'PROJECT_SHARED',
  FILE_UPLOADED: 'FILE_UPLOADED',
  FILE_VERSION_ADDED: 'FILE_VERSION_ADDED',
} as const;
export type NotificationType = keyof typeof NotificationType;

/** What happened to a person's notifications. */
export const NotificationEventType = {
  RECEIVED: 'RECEIVED',
  UPDATED: 'UPDATED',
  ALL_READ: 'ALL_READ',
  CHECKPOINT: 'CHECKPOINT',
} as const;
export type NotificationEventType = keyof typeof NotificationEventType;
