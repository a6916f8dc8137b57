import type { EntityManager } from '@mikro-orm/postgresql';
import type { NameConflict } from '../../shared/enums/file.js';
import { userError, type UserError } from '../../shared/result.js';
import { candidateNames, freeName } from '../free-name.js';
import { takenNames } from '../taken-names.js';
import { isFolder, kindOf, type Item } from './item.js';

/** An item and the folder in which it is to lie. */
export interface Placement {
  item: Item;
  folderId: string;
  /** The input field that named the item. */
  field: string;
}

/**
 * Puts items into folders in which they do not lie, alive; one whose name is taken there, also by another of them, gets a
 * free one when it may. @returns TAKEN at those that may not, and then nothing was changed.
 */
export async function placeItems(
  em: EntityManager,
  placements: readonly Placement[],
  onConflict: NameConflict,
): Promise<UserError[]> {
  const named: (Placement & { name: string })[] = [];
  const errors: UserError[] = [];
  for (const group of Map.groupBy(placements, ({ item, folderId }) => `${kindOf(item)} ${folderId}`).values()) {
    const { item, folderId } = group[0]!;
    const kind = kindOf(item);
    const wanted = group.flatMap(({ item: { name } }) => (onConflict === 'RENAME' ? candidateNames(name, kind) : [name]));
    const taken = await takenNames(em, kind, folderId, wanted);
    for (const placement of group) {
      const name = onConflict === 'RENAME' ? freeName(placement.item.name, kind, taken) : placement.item.name;
      if (taken.has(name)) errors.push(userError('TAKEN', placement.field, 'The folder has one of that name already.'));
      taken.add(name);
      named.push({ ...placement, name });
    }
  }
  if (errors.length === 0) named.forEach(place);
  return errors;
}

function place({ item, folderId, name }: Placement & { name: string }): void {
  const changes = { name, deletedAt: null, deletedWithId: null };
  Object.assign(item, changes, isFolder(item) ? { parentId: folderId } : { folderId });
}
