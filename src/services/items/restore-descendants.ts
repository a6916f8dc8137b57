import type { EntityManager } from '@mikro-orm/postgresql';

const RESTORE_DESCENDANTS = `
  with restored_files as (
    update files set deleted_at = null, deleted_with_id = null, updated_at = ?, revision = revision + 1
    where deleted_with_id = any (array[?]::uuid[]) and id <> all (array[?]::uuid[])
  )
  update folders set deleted_at = null, deleted_with_id = null, updated_at = ?, revision = revision + 1
  where deleted_with_id = any (array[?]::uuid[]) and id <> all (array[?]::uuid[])`;

/** Takes out of the trash what these folders took along into it, but for what the caller takes out itself. */
export async function restoreDescendants(
  em: EntityManager,
  folderIds: readonly string[],
  except: readonly string[],
  now: Date,
): Promise<void> {
  if (folderIds.length === 0) return;
  await em.execute(RESTORE_DESCENDANTS, [now, folderIds, except, now, folderIds, except]);
}
