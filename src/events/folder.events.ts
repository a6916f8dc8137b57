import { defineEvent } from './event.js';

interface Named {
  name: string;
}

export const folderCreated = defineEvent<Named>('folder.created', { activity: 'FOLDER_CREATED', subject: 'FOLDER' });

/** Renamed or moved; `fields` says which. */
export const folderUpdated = defineEvent<Named & { fields: string[] }>('folder.updated', {
  activity: 'FOLDER_UPDATED',
  subject: 'FOLDER',
});

/** Into the trash, or with `purged` for good. */
export const folderDeleted = defineEvent<Named & { purged?: boolean }>('folder.deleted', {
  activity: 'FOLDER_DELETED',
  subject: 'FOLDER',
});

export const folderRestored = defineEvent<Named>('folder.restored', { activity: 'FOLDER_RESTORED', subject: 'FOLDER' });
