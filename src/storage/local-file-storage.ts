import { randomUUID } from 'node:crypto';
import { access, constants, open, opendir, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../shared/make-folder.js';
import { ContentMeter } from './content-meter.js';
import { StartError } from '../shared/errors.js';
import { ContentMissing, type ListedContent, type ListedFileStorage, type StoredContent } from './file-storage.js';
import { ensureFolderId, readFolderId } from './folder-id.js';
import { keyOfPath, pathOfKey } from './storage-key.js';

/** What nobody has written to for so long was left by a process that died. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** The folder of a data directory in which files lie. */
export const filesFolderOf = (dataDir: string): string => join(dataDir, 'files');

/** Keeps bytes on disk. What is being written lies apart and moves to its place, synced, when it is whole. */
export class LocalFileStorage implements ListedFileStorage {
  private constructor(
    readonly folder: string,
    /** Of the folder: the same for all processes that share it. Null when it bears none. */
    readonly folderId: string | null,
    private readonly unfinished: string,
  ) {}

  /**
   * Storage in `${dataDir}/files`, which is made when it is not there; several processes may share it.
   * @throws StartError when the folder cannot be made, read or written to.
   */
  static async open(dataDir: string): Promise<LocalFileStorage> {
    const folder = filesFolderOf(dataDir);
    const unfinished = join(folder, 'unfinished');
    try {
      await makeFolder(unfinished, 0o700);
      for (const path of [folder, unfinished]) await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
      await removeAbandoned(unfinished);
      return new LocalFileStorage(folder, await ensureFolderId(folder), unfinished);
    } catch (error) {
      if (error instanceof StartError) throw error;
      throw new StartError(
        `Files cannot be kept in ${folder} (${codeOf(error)}). Let this user read and write that folder, or set ATRIUM_DATA_DIR to another place.`,
      );
    }
  }

  /** Storage in the folder as it is, or is not, to be looked at; nothing is made. @throws StartError when it cannot be read. */
  static async existing(dataDir: string): Promise<LocalFileStorage> {
    const folder = filesFolderOf(dataDir);
    try {
      if (await statIfThere(folder)) await access(folder, constants.R_OK | constants.X_OK);
      return new LocalFileStorage(folder, await readFolderId(folder), join(folder, 'unfinished'));
    } catch (error) {
      throw new StartError(`The folder of files ${folder} cannot be read (${codeOf(error)}). Is ATRIUM_DATA_DIR right?`);
    }
  }

  async write(key: string, content: Readable, maxBytes: number): Promise<StoredContent> {
    const path = this.pathOf(key);
    const unfinished = join(this.unfinished, randomUUID());
    try {
      const file = await open(unfinished, 'wx', 0o600);
      const meter = new ContentMeter(maxBytes);
      await pipeline(content, (chunks: AsyncIterable<Buffer>) => meter.pass(chunks), file.createWriteStream({ flush: true }));
      const stored = await meter.result();
      await makeFolder(dirname(path), 0o700);
      await rename(unfinished, path);
      await syncDirectory(dirname(path));
      return stored;
    } catch (error) {
      content.destroy();
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async read(key: string, range?: { start: number; end: number }): Promise<Readable> {
    try {
      const file = await open(this.pathOf(key), 'r');
      return file.createReadStream(range);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new ContentMissing('There is no such content.');
      throw error;
    }
  }

  async remove(key: string): Promise<boolean> {
    try {
      await unlink(this.pathOf(key));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }

  async sizeOf(key: string): Promise<number | null> {
    return (await statIfThere(this.pathOf(key)))?.size ?? null;
  }

  async *list(): AsyncGenerator<ListedContent> {
    if (!(await statIfThere(this.folder))) return;
    for await (const path of filesBelow(this.folder)) {
      const place = relative(this.folder, path);
      if (place.startsWith('.installation') || dirname(path) === this.unfinished) continue;
      const found = await statIfThere(path);
      if (found) yield { key: keyOfPath(place.split(sep).join('/')), place, size: found.size, modifiedAt: found.mtime };
    }
  }

  private pathOf(key: string): string {
    return join(this.folder, pathOfKey(key));
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error';

/** Makes a rename last: on POSIX systems it is the directory that records it. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function removeAbandoned(unfinished: string): Promise<void> {
  for (const name of await readdir(unfinished)) {
    const path = join(unfinished, name);
    const found = await statIfThere(path);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

/** Paths of all files below a folder, a few at a time, however many there are. */
async function* filesBelow(folder: string): AsyncGenerator<string> {
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name);
    if (entry.name === 'lost+found') continue; // of the file system, on a volume of its own
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

const statIfThere = (path: string) =>
  stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
