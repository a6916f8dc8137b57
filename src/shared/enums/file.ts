/** What a file is for. */
export const FileKind = { GENERIC: 'GENERIC', TEST: 'TEST', APK: 'APK' } as const;
export type FileKind = keyof typeof FileKind;

/** How far the content of a file has come. */
export const FileState = { UPLOADING: 'UPLOADING', PROCESSING: 'PROCESSING', READY: 'READY', REJECTED: 'REJECTED' } as const;
export type FileState = keyof typeof FileState;

/** What lists of files can be ordered by. */
export const FileOrderField = { NAME: 'NAME', SIZE: 'SIZE', CREATED_AT: 'CREATED_AT', UPDATED_AT: 'UPDATED_AT' } as const;
export type FileOrderField = keyof typeof FileOrderField;

/** Whether a browser saves a download or shows it. */
export const Disposition = { ATTACHMENT: 'ATTACHMENT', INLINE: 'INLINE' } as const;
export type Disposition = keyof typeof Disposition;

/** What happens when a folder has the name already. */
export const NameConflict = { ERROR: 'ERROR', RENAME: 'RENAME' } as const;
export type NameConflict = keyof typeof NameConflict;
