import type { EntityManager } from '@mikro-orm/postgresql';
import type { FileStorage } from '../storage/file-storage.js';

const AT_ONCE = 16;

/** A common table expression that puts the content of versions of `file` on the list of what is to be removed, and answers its keys. */
export const doomContentOf = (files: string) => `
  insert into doomed_content (storage_key, doomed_at)
  select version.storage_key, ?::timestamptz from file_versions version join files file on file.id = version.file_id
  where version.storage_key is not null and (${files})
  on conflict (storage_key) do nothing
  returning storage_key as key`;

/**
 * Removes content that no row names any more, and takes it off the list. It has no bearing on what was committed: what the
 * storage fails to remove stays on the list, and a task tries it again. @returns how many were removed.
 */
export async function discardContent(em: EntityManager, storage: FileStorage, keys: readonly string[]): Promise<number> {
  const removed: string[] = [];
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const some = keys.slice(start, start + AT_ONCE);
    const outcomes = await Promise.allSettled(some.map((key) => storage.remove(key)));
    removed.push(...some.filter((_, index) => outcomes[index]!.status === 'fulfilled'));
  }
  if (removed.length > 0)
    await em.fork().execute('delete from doomed_content where storage_key = any (array[?]::text[])', [removed]);
  return removed.length;
}
