import type { FileStorage } from '../../storage/file-storage.js';

const AT_ONCE = 16;

/**
 * Removes content that no row names any more. It has no bearing on what was committed: what the storage fails to remove
 * stays there, out of anybody's reach.
 */
export async function discardContent(storage: FileStorage, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    await Promise.allSettled(keys.slice(start, start + AT_ONCE).map((key) => storage.remove(key)));
  }
}
