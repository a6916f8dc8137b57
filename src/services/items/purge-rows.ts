import type { EntityManager } from '@mikro-orm/postgresql';
import { doomedFolders } from './doomed-folders.js';
import { filesAmong, foldersAmong, idsOf, type Item } from './item.js';
import { rehouseSpared } from './rehouse-spared.js';

const GOING =
  'file.id = any (array[?]::uuid[]) or (file.deleted_with_id = any (array[?]::uuid[]) and file.folder_id = any (array[?]::uuid[]))';

const STORAGE_KEYS = `
  select version.storage_key as key from file_versions version join files file on file.id = version.file_id
  where version.storage_key is not null and (${GOING})`;

/**
 * Removes files and folders of one project that are in the trash, folders with all that came there along with them, and
 * all versions. @returns the keys of their content in the storage, to be removed once this is committed.
 */
export async function purgeRows(em: EntityManager, projectId: string, items: readonly Item[], now: Date): Promise<string[]> {
  const doomed = await doomedFolders(em, idsOf(foldersAmong(items)));
  await rehouseSpared(em, projectId, doomed, idsOf(items), now);
  const going = [idsOf(filesAmong(items)), doomed.takenBy, doomed.ids];
  const rows = await em.execute<{ key: string }[]>(STORAGE_KEYS, going);
  await em.execute(`delete from files file where ${GOING}`, going);
  await em.execute('delete from folders where id = any (array[?]::uuid[])', [doomed.ids]);
  return rows.map(({ key }) => key);
}
