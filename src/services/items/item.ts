import type { FileEntity } from '../../entities/relational/file.entity.js';
import { FolderEntity } from '../../entities/relational/folder.entity.js';
import { encodeId } from '../../shared/ids.js';
import type { NamedKind } from '../free-name.js';

/** What lies in a folder. */
export type Item = FileEntity | FolderEntity;

export const isFolder = (item: Item): item is FolderEntity => item instanceof FolderEntity;

export const kindOf = (item: Item): NamedKind => (isFolder(item) ? 'FOLDER' : 'FILE');

/** The id of the folder in which it lies; null of a root folder. */
export const placeOf = (item: Item): string | null => (isFolder(item) ? item.parentId : item.folderId);

/** Its id as clients know it. */
export const clientIdOf = (item: Item): string => encodeId(isFolder(item) ? 'Folder' : 'File', item.id);

export const foldersAmong = (items: readonly Item[]): FolderEntity[] => items.filter(isFolder);

export const filesAmong = (items: readonly Item[]): FileEntity[] => items.filter((item) => !isFolder(item)) as FileEntity[];

/** The folders in which they lie, each once. */
export const placesOf = (items: readonly Item[]): string[] => [...new Set(items.map(placeOf).filter((id) => id !== null))];

export const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);
