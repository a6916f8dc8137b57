import type { EntityManager } from '@mikro-orm/postgresql';
import { FolderEntity } from '../../entities/relational/folder.entity.js';
import type { ProjectEntity } from '../../entities/relational/project.entity.js';
import type { MoveItemsInput } from '../../schema/inputs/move-items-input.js';
import { failed, ok, userError, type Result } from '../../shared/result.js';
import { findFolder } from '../find-folder.js';
import type { Found, Intent } from '../lock-project.js';
import type { UseCase } from '../use-case.js';
import { findItems } from './find-items.js';
import { chainsOf } from './folder-chain.js';
import { itemMoved } from './item-events.js';
import { isFolder, placeOf, placesOf, type Item } from './item.js';
import { placeItems } from './place-items.js';

/** What was moved, in the order of the input, each once; where from, each once; where to. */
export interface MovedItems {
  items: Item[];
  sourceFolders: FolderEntity[];
  targetFolder: FolderEntity;
}

/**
 * Moves files and folders to another folder of their project, all or none. CYCLE for a folder that would come to lie within
 * itself; TAKEN for a name that the target has already, unless it may be changed. What lies there already stays as it is.
 */
export async function moveItems({ transaction, requester }: UseCase, input: MoveItemsInput): Promise<Result<MovedItems>> {
  const by = requester.signedInUserId;
  return transaction<MovedItems>(async ({ em, announce }) => {
    const intent: Intent = { requester, permission: 'WRITE_FILES', lock: 'CHANGE' };
    const found = await findItems(em, intent, input.itemIds, 'LIVING');
    if (!found.ok) return found;
    const { project, items, fieldOf } = found.value;
    const target = await findTarget(em, intent, project, input.targetFolderId);
    if (!target.ok) return target;

    const targetFolder = target.value;
    const above = new Set((await chainsOf(em, [targetFolder.id])).get(targetFolder.id)?.map(({ id }) => id));
    const errors = items.filter(isFolder).flatMap((folder) => {
      if (folder.parentId === null)
        return [userError('INVALID', fieldOf(folder), 'The root folder of a project cannot be moved.')];
      return above.has(folder.id) ? [userError('CYCLE', fieldOf(folder), 'A folder cannot come to lie within itself.')] : [];
    });
    if (errors.length > 0) return failed(...errors);

    const sourceFolders = await em.find(FolderEntity, { id: { $in: placesOf(items) } });
    const moving = items.filter((item) => placeOf(item) !== targetFolder.id).map((item) => ({ item, name: item.name }));
    const placements = moving.map(({ item }) => ({ item, folderId: targetFolder.id, field: fieldOf(item) }));
    const taken = await placeItems(em, placements, input.onConflict ?? 'ERROR');
    if (taken.length > 0) return failed(...taken);

    moving.forEach(({ item, name }) => announce(itemMoved(item, by, item.name !== name)));
    return ok({ items, sourceFolders, targetFolder });
  });
}

/** The target, looked up without a lock: that of its project is held, and one on a second project could wait for each other. */
async function findTarget(
  em: EntityManager,
  intent: Intent,
  project: ProjectEntity,
  folderId: string,
): Promise<Found<FolderEntity>> {
  const target = await findFolder(em, { ...intent, lock: 'NONE' }, folderId, 'targetFolderId');
  if (!target.ok || target.value.projectId === project.id) return target;
  return failed(userError('INVALID', 'targetFolderId', 'It is of another project than the items.'));
}
