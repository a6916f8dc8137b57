import { defineEvent } from './event.js';

interface Named {
  name: string;
}

export const fileUploaded = defineEvent<Named & { size: number; mimeType: string }>('file.uploaded', {
  activity: 'FILE_UPLOADED',
  subject: 'FILE',
});

export const fileVersionAdded = defineEvent<Named & { number: number; size: number; mimeType: string }>('file-version.added', {
  activity: 'FILE_VERSION_ADDED',
  subject: 'FILE',
});

/** Renamed, moved or of another kind; `fields` says which. */
export const fileUpdated = defineEvent<Named & { fields: string[] }>('file.updated', {
  activity: 'FILE_UPDATED',
  subject: 'FILE',
});

/** Into the trash, or with `purged` for good. */
export const fileDeleted = defineEvent<Named & { purged?: boolean }>('file.deleted', {
  activity: 'FILE_DELETED',
  subject: 'FILE',
});

export const fileRestored = defineEvent<Named>('file.restored', { activity: 'FILE_RESTORED', subject: 'FILE' });
