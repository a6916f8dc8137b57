import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { FileEntity } from '../../entities/relational/file.entity.js';
import { FolderEntity } from '../../entities/relational/folder.entity.js';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import { ok } from '../../shared/result.js';
import { discardContent } from '../doomed-content.js';
import { endOfTrash } from '../purging.js';
import type { UseCase } from '../use-case.js';
import { itemPurged } from './item-events.js';
import { purgeRows } from './purge-rows.js';

const AT_ONCE = 100;

/** What a deleted folder took along goes with the folder. */
const NEXT_PROJECT = `
  (select project_id as id from folders where deleted_at <= ? and deleted_at is not null and deleted_with_id is null limit 1)
  union all
  (select project_id as id from files where deleted_at <= ? and deleted_at is not null and deleted_with_id is null limit 1)
  limit 1`;

/**
 * Purges some of the files and folders that came into the trash 30 days ago, all of one project, as if somebody emptied it.
 * @returns how many; 0 when there are none left.
 */
export async function purgeOldItems({
  em,
  clock,
  storage,
  transaction,
}: Pick<UseCase, 'em' | 'clock' | 'storage' | 'transaction'>): Promise<number> {
  const end = endOfTrash(clock);
  const [place] = await em.fork().execute<{ id: string }[]>(NEXT_PROJECT, [end, end]);
  if (!place) return 0;
  let keys: string[] = [];
  const result = await transaction<number>(async (tx) => {
    await tx.em.findOne(ProjectEntity, place.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const items = await oldItems(tx.em, place.id, end);
    keys = await purgeRows(tx.em, place.id, items, clock.now());
    items.forEach((item) => tx.announce(itemPurged(item, null)));
    return ok(items.length);
  });
  await discardContent(em, storage, keys);
  // None when somebody was faster, who may have left others.
  return result.ok ? Math.max(result.value, 1) : 0;
}

async function oldItems(em: EntityManager, projectId: string, end: Date) {
  const old = { projectId, deletedAt: { $lte: end }, deletedWithId: null };
  const options = { limit: AT_ONCE, orderBy: { deletedAt: 'asc', id: 'asc' }, disableIdentityMap: true } as const;
  const folders = await em.find(FolderEntity, old, options);
  return [...folders, ...(await em.find(FileEntity, old, { ...options, limit: AT_ONCE }))];
}
