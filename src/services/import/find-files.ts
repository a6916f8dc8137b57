import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { kinds, type Kind } from './formats/format.js';
import { ImportError } from './import-error.js';

/** A file of the folder that is imported. */
export interface FoundFile {
  kind: Kind;
  /** As it is called in messages, e.g. `files.csv.gz`. */
  name: string;
  path: string;
  /** As it lies on the disk. */
  bytes: number;
  compressed: boolean;
}

/**
 * The files of a folder that can be imported, in the order in which they are read. Other files are passed over.
 * @throws ImportError when there is no such folder, nothing in it, or one file twice (plain and compressed).
 */
export async function findFiles(directory: string): Promise<FoundFile[]> {
  const names = new Set(await namesIn(directory));
  const files: FoundFile[] = [];
  for (const kind of kinds) {
    const [name, another] = [`${kind}.csv`, `${kind}.csv.gz`].filter((candidate) => names.has(candidate));
    if (name === undefined) continue;
    if (another !== undefined) throw new ImportError(`${directory} holds both ${name} and ${another}; keep one of them.`);
    const path = join(directory, name);
    const { size } = await stat(path);
    files.push({ kind, name, path, bytes: size, compressed: name.endsWith('.gz') });
  }
  if (files.length > 0) return files;
  throw new ImportError(`${directory} holds none of ${kinds.map((kind) => `${kind}.csv`).join(', ')} (nor any of them as .gz).`);
}

async function namesIn(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new ImportError(`There is no folder ${directory}.`);
    if (code === 'ENOTDIR') throw new ImportError(`${directory} is a file; name the folder that it lies in.`);
    throw new ImportError(`${directory} cannot be read: ${message}`);
  }
}
