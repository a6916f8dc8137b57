import type { ProjectEntity } from '../../entities/relational/project.entity.js';
import type { PurgeItemsInput } from '../../schema/inputs/purge-items-input.js';
import { ok, type Result } from '../../shared/result.js';
import { discardContent } from '../doomed-content.js';
import type { UseCase } from '../use-case.js';
import { findItems } from './find-items.js';
import { itemPurged } from './item-events.js';
import { clientIdOf } from './item.js';
import { purgeRows } from './purge-rows.js';

/** The ids, as clients know them, in the order of the input, each once; the project in whose trash they were. */
export interface PurgedItems {
  purgedIds: string[];
  project: ProjectEntity;
}

/** Deletes files and folders in the trash for good, all or none, with all their versions and bytes. */
export async function purgeItems(
  { em: outside, transaction, requester, clock, storage }: UseCase,
  input: PurgeItemsInput,
): Promise<Result<PurgedItems>> {
  const by = requester.signedInUserId;
  let keys: string[] = [];
  const result = await transaction<PurgedItems>(async ({ em, announce }) => {
    const found = await findItems(em, { requester, permission: 'DELETE_FILES', lock: 'CHANGE' }, input.itemIds, 'TRASH');
    if (!found.ok) return found;
    const { items, project } = found.value;
    keys = await purgeRows(em, project.id, items, clock.now());
    items.forEach((item) => announce(itemPurged(item, by)));
    return ok({ purgedIds: items.map(clientIdOf), project });
  });
  if (result.ok) await discardContent(outside, storage, keys);
  return result;
}
