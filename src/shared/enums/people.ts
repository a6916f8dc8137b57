/** What a person is to the whole system. */
export const SystemRole = { USER: 'USER', ADMIN: 'ADMIN' } as const;
export type SystemRole = keyof typeof SystemRole;

/** What a token may be used for. A session has all of them. */
export const AccessScope = {
  USER_READ: 'USER_READ',
  USER_WRITE: 'USER_WRITE',
  ORGANIZATION_READ: 'ORGANIZATION_READ',
  ORGANIZATION_WRITE: 'ORGANIZATION_WRITE',
  PROJECT_READ: 'PROJECT_READ',
  PROJECT_WRITE: 'PROJECT_WRITE',
  FILE_READ: 'FILE_READ',
  FILE_WRITE: 'FILE_WRITE',
  NOTIFICATION_READ: 'NOTIFICATION_READ',
  NOTIFICATION_WRITE: 'NOTIFICATION_WRITE',
  CHAT_READ: 'CHAT_READ',
  CHAT_WRITE: 'CHAT_WRITE',
  ACTIVITY_READ: 'ACTIVITY_READ',
  WEBHOOK_READ: 'WEBHOOK_READ',
  WEBHOOK_WRITE: 'WEBHOOK_WRITE',
  ADMIN: 'ADMIN',
} as const;
export type AccessScope = keyof typeof AccessScope;

/** How sign-in hands over its tokens. */
export const TokenDelivery = { BODY: 'BODY', COOKIE: 'COOKIE' } as const;
export type TokenDelivery = keyof typeof TokenDelivery;
