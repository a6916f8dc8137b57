import { decodeAnyId } from '../../shared/ids.js';
import { notFound, type UserError } from '../../shared/result.js';

/** A file or folder as an input names it. */
export interface NamedItem {
  type: 'File' | 'Folder';
  id: string;
  /** The input field, e.g. `itemIds.3`. */
  field: string;
}

/** Reads ids of files and folders as clients know them; of duplicates the first counts. NOT_FOUND at what names neither. */
export function readItemIds(itemIds: readonly string[]): { named: NamedItem[]; errors: UserError[] } {
  const named = new Map<string, NamedItem>();
  const errors: UserError[] = [];
  for (const [index, itemId] of itemIds.entries()) {
    const field = `itemIds.${index}`;
    const { type, id } = decodeAnyId(itemId) ?? {};
    if (id === undefined || (type !== 'File' && type !== 'Folder')) errors.push(...notFound(field).errors);
    else if (!named.has(`${type} ${id}`)) named.set(`${type} ${id}`, { type, id, field });
  }
  return { named: [...named.values()], errors };
}
