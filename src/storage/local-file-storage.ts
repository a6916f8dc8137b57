import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../shared/make-folder.js';
import { ContentMeter } from './content-meter.js';
import { ContentMissing, type FileStorage, type StoredContent } from './file-storage.js';
import { pathOfKey } from './storage-key.js';

/** What nobody has written to for so long was left by a process that died. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Keeps bytes on disk. What is being written lies apart and moves to its place, synced, when it is whole. */
export class LocalFileStorage implements FileStorage {
  private constructor(
    private readonly directory: string,
    private readonly unfinished: string,
  ) {}

  /** Storage in `${dataDir}/files`, which is made when it is not there; several processes may share it. */
  static async open(dataDir: string): Promise<LocalFileStorage> {
    const directory = join(dataDir, 'files');
    const unfinished = join(directory, 'unfinished');
    await makeFolder(unfinished, 0o700);
    await removeAbandoned(unfinished);
    return new LocalFileStorage(directory, unfinished);
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

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    return join(this.directory, pathOfKey(key));
  }
}

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
    const modified = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    if (modified !== null && Date.now() - modified > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}
