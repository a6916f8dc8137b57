import type { RelationalDatabase } from '../../database/relational-database.js';
import type { ListedFileStorage } from '../../storage/file-storage.js';

/** What came of holding stored contents against the rows that name them. */
export interface ContentCheck {
  /** How many contents rows name. */
  named: number;
  missing: number;
  /** Stored, with another number of bytes than its row says. */
  damaged: number;
  /** The first few that are missing or damaged. */
  examples: { versionId: string; fileId: string; name: string; trouble: 'missing' | 'damaged' }[];
}

interface Row {
  key: string;
  size: number;
  versionId: string;
  fileId: string;
  name: string;
}

const BATCH = 1_000;
const AT_ONCE = 16;
const MOST_EXAMPLES = 5;

const NEXT = `
  select version.storage_key as key, version.size::int8 as size, version.id as "versionId", file.id as "fileId", file.name
  from file_versions version join files file on file.id = version.file_id
  where version.storage_key is not null and version.storage_key > $1
  order by version.storage_key limit ${BATCH}`;

/**
 * Looks whether each content that a row names is stored, whole. Reads rows a thousand at a time, and no content.
 * @param onProgress hears how many were looked at
 */
export async function checkContents(
  database: RelationalDatabase,
  storage: ListedFileStorage,
  onProgress: (done: number) => void,
): Promise<ContentCheck> {
  const check: ContentCheck = { named: 0, missing: 0, damaged: 0, examples: [] };
  for (let after = ''; ;) {
    const rows = await database.rows<Row>({ text: NEXT, values: [after] });
    for (let start = 0; start < rows.length; start += AT_ONCE) {
      const some = rows.slice(start, start + AT_ONCE);
      const sizes = await Promise.all(some.map(({ key }) => storage.sizeOf(key)));
      some.forEach((row, index) => note(check, row, sizes[index]!));
    }
    onProgress(check.named);
    if (rows.length < BATCH) return check;
    after = rows.at(-1)!.key;
  }
}

function note(check: ContentCheck, { key: _key, size, ...version }: Row, stored: number | null): void {
  check.named += 1;
  if (stored === size) return;
  const trouble = stored === null ? 'missing' : 'damaged';
  check[trouble] += 1;
  if (check.examples.length < MOST_EXAMPLES) check.examples.push({ ...version, trouble });
}
