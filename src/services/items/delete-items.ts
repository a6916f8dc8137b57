import { FolderEntity } from '../../entities/relational/folder.entity.js';
import type { DeleteItemsInput } from '../../schema/inputs/delete-items-input.js';
import { failed, ok, userError, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { deleteDescendants } from './delete-descendants.js';
import { findItems } from './find-items.js';
import { chainsOf } from './folder-chain.js';
import { itemDeleted } from './item-events.js';
import { clientIdOf, foldersAmong, idsOf, placeOf, placesOf } from './item.js';

/** The ids, as clients know them, in the order of the input, each once; the folders they lay in that are still there. */
export interface DeletedItems {
  deletedIds: string[];
  folders: FolderEntity[];
}

/**
 * Puts files and folders into the trash, all or none. A folder takes along what lies in it, also what is named beside it;
 * what lies in the trash already stays there by itself.
 */
export async function deleteItems(
  { transaction, requester, clock }: UseCase,
  input: DeleteItemsInput,
): Promise<Result<DeletedItems>> {
  const by = requester.signedInUserId;
  return transaction<DeletedItems>(async ({ em, announce }) => {
    const found = await findItems(em, { requester, permission: 'DELETE_FILES', lock: 'CHANGE' }, input.itemIds, 'LIVING');
    if (!found.ok) return found;
    const { items, fieldOf } = found.value;
    const roots = items.filter((item) => placeOf(item) === null);
    if (roots.length > 0) {
      return failed(
        ...roots.map((root) => userError('INVALID', fieldOf(root), 'The root folder of a project cannot be deleted.')),
      );
    }

    const chains = await chainsOf(em, placesOf(items));
    const named = new Set(idsOf(foldersAmong(items)));
    const tops = items.filter((item) => !chains.get(placeOf(item)!)!.some(({ id }) => named.has(id)));
    const now = clock.now();
    await deleteDescendants(em, idsOf(foldersAmong(tops)), now);
    tops.forEach((item) => Object.assign(item, { deletedAt: now, deletedWithId: null }));

    items.forEach((item) => announce(itemDeleted(item, by)));
    const folders = await em.find(FolderEntity, { id: { $in: placesOf(tops) } });
    return ok({ deletedIds: items.map(clientIdOf), folders });
  });
}
