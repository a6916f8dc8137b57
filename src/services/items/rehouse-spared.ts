import type { EntityManager } from '@mikro-orm/postgresql';
import type { DoomedFolders } from './doomed-folders.js';
import { chainsOf } from './folder-chain.js';

const places = [
  { table: 'files', place: 'folder_id' },
  { table: 'folders', place: 'parent_id' },
] as const;
type Place = (typeof places)[number];

const spared = ({ table, place }: Place) => `
  select id, ${place} as "folderId" from ${table}
  where project_id = ? and deleted_at is not null and deleted_with_id is null
    and ${place} = any (array[?]::uuid[]) and id <> all (array[?]::uuid[])`;

const rehouse = ({ table, place }: Place) => `
  update ${table} set ${place} = home.folder_id, updated_at = ?, revision = revision + 1
  from unnest(array[?]::uuid[], array[?]::uuid[]) as home (id, folder_id) where ${table}.id = home.id`;

/**
 * What came into the trash by itself and was not named does not go down with the folder it lies in: it moves to the nearest
 * folder above that stays, from where it can still be restored.
 * @param namedIds the stored ids of files and folders that are to go.
 */
export async function rehouseSpared(
  em: EntityManager,
  projectId: string,
  doomed: DoomedFolders,
  namedIds: readonly string[],
  now: Date,
): Promise<void> {
  if (doomed.ids.length === 0) return;
  const going = new Set(doomed.ids);
  for (const place of places) {
    const rows = await em.execute<{ id: string; folderId: string }[]>(spared(place), [projectId, doomed.ids, namedIds]);
    if (rows.length === 0) continue;
    const chains = await chainsOf(em, [...new Set(rows.map(({ folderId }) => folderId))]);
    const homes = rows.map(({ folderId }) => chains.get(folderId)!.find(({ id }) => !going.has(id))!.id);
    await em.execute(rehouse(place), [now, rows.map(({ id }) => id), homes]);
  }
}
