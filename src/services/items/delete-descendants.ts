import type { EntityManager } from '@mikro-orm/postgresql';

const DELETE_DESCENDANTS = `
  with recursive tree as (
    select id, id as top_id from folders where id = any (array[?]::uuid[])
    union all
    select folder.id, tree.top_id from tree join folders folder on folder.parent_id = tree.id where folder.deleted_at is null
  ),
  deleted_files as (
    update files set deleted_at = ?, deleted_with_id = tree.top_id, updated_at = ?, revision = revision + 1
    from tree where files.folder_id = tree.id and files.deleted_at is null
  )
  update folders set deleted_at = ?, deleted_with_id = tree.top_id, updated_at = ?, revision = revision + 1
  from tree where folders.id = tree.id and tree.id <> tree.top_id`;

/** Puts all that lies alive below these folders, none of which lies within another, into the trash, as taken along by them. */
export async function deleteDescendants(em: EntityManager, folderIds: readonly string[], deletedAt: Date): Promise<void> {
  if (folderIds.length === 0) return;
  await em.execute(DELETE_DESCENDANTS, [folderIds, deletedAt, deletedAt, deletedAt, deletedAt]);
}
