import type { RelationalDatabase } from '../../database/relational-database.js';
import type { ListedContent, ListedFileStorage } from '../../storage/file-storage.js';

/** What lies in a storage that no row names. */
export interface UnnamedContents {
  count: number;
  bytes: number;
  /** Where the first few lie. */
  examples: string[];
}

const BATCH = 1_000;
const MOST_EXAMPLES = 5;
/** Milliseconds: content is stored before its row is written. */
const MAY_BE_NAMED_YET = 3_600_000;

const NAMED = `
  select storage_key as key from file_versions where storage_key = any ($1::text[])
  union select storage_key from doomed_content where storage_key = any ($1::text[])`;

/**
 * Finds stored content that neither a version nor the list of what is to be removed names, and files that are none of ours. What
 * was stored within the last hour is passed over. Holds a thousand at a time.
 * @param onProgress hears how many were looked at
 */
export async function unnamedContents(
  database: RelationalDatabase,
  storage: ListedFileStorage,
  onProgress: (done: number) => void,
): Promise<UnnamedContents> {
  const unnamed: UnnamedContents = { count: 0, bytes: 0, examples: [] };
  let done = 0;
  let batch: ListedContent[] = [];
  const look = async () => {
    const keys = batch.flatMap(({ key }) => key ?? []);
    const named = new Set((await database.rows<{ key: string }>({ text: NAMED, values: [keys] })).map(({ key }) => key));
    for (const { key, place, size } of batch) {
      if (key !== null && named.has(key)) continue;
      unnamed.count += 1;
      unnamed.bytes += size;
      if (unnamed.examples.length < MOST_EXAMPLES) unnamed.examples.push(place);
    }
    done += batch.length;
    batch = [];
    onProgress(done);
  };
  const before = Date.now() - MAY_BE_NAMED_YET;
  for await (const content of storage.list()) {
    if (content.modifiedAt.getTime() > before) continue;
    if (batch.push(content) === BATCH) await look();
  }
  await look();
  return unnamed;
}
