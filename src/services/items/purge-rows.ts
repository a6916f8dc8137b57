import type { EntityManager } from '@mikro-orm/postgresql';
import { doomContentOf } from '../doomed-content.js';
import { doomedFolders } from './doomed-folders.js';
import { filesAmong, foldersAmong, idsOf, type Item } from './item.js';
import { rehouseSpared } from './rehouse-spared.js';

const GOING =
  'file.id = any (array[?]::uuid[]) or (file.deleted_with_id = any (array[?]::uuid[]) and file.folder_id = any (array[?]::uuid[]))';

/**
 * Removes files and folders of one project that are in the trash, folders with all that came there along with them, and
 * all versions. @returns the keys of their content in the storage, which is to be discarded once this is committed.
 */
export async function purgeRows(em: EntityManager, projectId: string, items: readonly Item[], now: Date): Promise<string[]> {
  const doomed = await doomedFolders(em, idsOf(foldersAmong(items)));
  await rehouseSpared(em, projectId, doomed, idsOf(items), now);
  const going = [idsOf(filesAmong(items)), doomed.takenBy, doomed.ids];
  const rows = await em.execute<{ key: string }[]>(doomContentOf(GOING), [now, ...going]);
  await em.execute(`delete from files file where ${GOING}`, going);
  await em.execute('delete from folders where id = any (array[?]::uuid[])', [doomed.ids]);
  return rows.map(({ key }) => key);
}
