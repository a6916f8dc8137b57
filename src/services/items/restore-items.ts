import { FolderEntity } from '../../entities/relational/folder.entity.js';
import type { RestoreItemsInput } from '../../schema/inputs/restore-items-input.js';
import { failed, ok, userError, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { findItems } from './find-items.js';
import { chainsOf, type ChainedFolder } from './folder-chain.js';
import { itemRestored } from './item-events.js';
import { foldersAmong, idsOf, placeOf, placesOf, type Item } from './item.js';
import { placeItems } from './place-items.js';
import { restoreDescendants } from './restore-descendants.js';

/** What was restored, in the order of the input, each once; the folders in which it lies again, each once. */
export interface RestoredItems {
  items: Item[];
  folders: FolderEntity[];
}

/**
 * Takes files and folders out of the trash, all or none, a folder with what it took along. They come back to where they lay,
 * or to the nearest folder above that is not in the trash; under a free name, when theirs is taken there by now.
 */
export async function restoreItems(
  { transaction, requester, clock }: UseCase,
  input: RestoreItemsInput,
): Promise<Result<RestoredItems>> {
  const by = requester.signedInUserId;
  return transaction<RestoredItems>(async ({ em, announce }) => {
    const found = await findItems(em, { requester, permission: 'DELETE_FILES', lock: 'CHANGE' }, input.itemIds, 'TRASH');
    if (!found.ok) return found;
    const { items, fieldOf } = found.value;
    const named = new Set(idsOf(foldersAmong(items)));
    const comesAlong = ({ deletedWithId }: Pick<Item, 'deletedWithId'>) => deletedWithId !== null && named.has(deletedWithId);
    const tied = items.filter((item) => item.deletedWithId !== null && !comesAlong(item));
    if (tied.length > 0) {
      return failed(
        ...tied.map((item) => userError('INVALID', fieldOf(item), 'It was deleted with a folder; restore that one.')),
      );
    }

    const willLive = (folder: ChainedFolder) => !folder.inTrash || named.has(folder.id) || comesAlong(folder);
    const chains = await chainsOf(em, placesOf(items));
    await restoreDescendants(em, [...named], idsOf(items), clock.now());
    const placements = items.map((item) => ({
      item,
      folderId: chains.get(placeOf(item)!)!.find(willLive)!.id,
      field: fieldOf(item),
    }));
    await placeItems(em, placements, 'RENAME');

    items.forEach((item) => announce(itemRestored(item, by)));
    return ok({ items, folders: await em.find(FolderEntity, { id: { $in: placesOf(items) } }) });
  });
}
