import type { EntityManager } from '@mikro-orm/postgresql';

/** Folders in the trash that are to be deleted for good. */
export interface DoomedFolders {
  ids: string[];
  /** What files and folders came there along with, which are to go down with them: their `deletedWithId`. */
  takenBy: string[];
}

const DOOMED = `
  with recursive doomed as (
    select id, coalesce(deleted_with_id, id) as taken_by from folders where id = any (array[?]::uuid[])
    union
    select folder.id, doomed.taken_by
    from doomed join folders folder on folder.parent_id = doomed.id and folder.deleted_with_id = doomed.taken_by
  )
  select id, taken_by as "takenBy" from doomed`;

/** These folders in the trash, and those below that came there along with them, not by themselves. */
export async function doomedFolders(em: EntityManager, folderIds: readonly string[]): Promise<DoomedFolders> {
  const rows = await em.execute<{ id: string; takenBy: string }[]>(DOOMED, [folderIds]);
  return { ids: rows.map(({ id }) => id), takenBy: [...new Set(rows.map(({ takenBy }) => takenBy))] };
}
