import { defineEvent } from './event.js';

/** A field under `admin` that was asked for, with its arguments. */
export interface AdminField {
  field: string;
  arguments: Record<string, unknown>;
}

/** A system administrator looked at what others cannot; the subject is they themselves. No stream tells of it. */
export const adminAccessed = defineEvent<{ fields: AdminField[] }>('admin.accessed', {
  activity: 'ADMIN_ACCESSED',
  subject: 'USER',
  streams: () => [],
});
