import type { EntityManager } from '@mikro-orm/postgresql';

/** A folder on the way from another one up to the root. */
export interface ChainedFolder {
  id: string;
  inTrash: boolean;
  /** The folder whose deletion took it along. */
  deletedWithId: string | null;
}

const CHAINS = `
  with recursive chain as (
    select id as start_id, 0 as height, id, parent_id, deleted_at is not null as in_trash, deleted_with_id
    from folders where id = any (array[?]::uuid[])
    union all
    select chain.start_id, chain.height + 1, folder.id, folder.parent_id, folder.deleted_at is not null, folder.deleted_with_id
    from chain join folders folder on folder.id = chain.parent_id
  )
  select start_id as "startId", id, in_trash as "inTrash", deleted_with_id as "deletedWithId" from chain order by start_id, height`;

/** For each of the folders, by its id: itself, the folder in which it lies, and so on up to the root folder. */
export async function chainsOf(em: EntityManager, folderIds: readonly string[]): Promise<Map<string, ChainedFolder[]>> {
  const rows = await em.execute<(ChainedFolder & { startId: string })[]>(CHAINS, [folderIds]);
  return Map.groupBy(rows, ({ startId }) => startId);
}
