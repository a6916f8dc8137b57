import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestApp } from './app.js';

/** The names of all that lies in the storage on disk, also of what is unfinished. */
export async function storedContent({ dataDir }: TestApp): Promise<string[]> {
  const entries = await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name !== '.installation').map(({ name }) => name);
}
