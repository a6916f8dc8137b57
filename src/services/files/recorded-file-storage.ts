import type { Readable } from 'node:stream';
import { RequestError } from '../../shared/errors.js';
import { ContentMissing, type FileStorage, type StoredContent } from '../../storage/file-storage.js';
import { isOurs, type FilesFolder, type FolderStanding } from './files-folder.js';

/**
 * A storage in a folder that stores nothing unless the folder is the recorded one, and tells content that is missing from content that
 * lies in another folder. The record is read before each write, and where content is missing: it may change while a server runs.
 */
export class RecordedFileStorage implements FileStorage {
  constructor(
    private readonly storage: FileStorage,
    private readonly folder: FilesFolder,
    /** Hears why something is refused. */
    private readonly onRefusal: (standing: 'OTHER' | 'UNKNOWN') => void,
  ) {}

  /** @throws RequestError SERVICE_UNAVAILABLE when files belong into another folder. */
  async write(key: string, content: Readable, maxBytes: number): Promise<StoredContent> {
    try {
      this.require(await this.folder.claim());
    } catch (error) {
      content.destroy();
      throw error;
    }
    return this.storage.write(key, content, maxBytes);
  }

  /** @throws ContentMissing, or RequestError SERVICE_UNAVAILABLE when it may lie in another folder. */
  async read(key: string, range?: { start: number; end: number }): Promise<Readable> {
    try {
      return await this.storage.read(key, range);
    } catch (error) {
      if (error instanceof ContentMissing) this.require(await this.folder.standing());
      throw error;
    }
  }

  /** @throws RequestError SERVICE_UNAVAILABLE when it may lie in another folder. */
  async remove(key: string): Promise<boolean> {
    const removed = await this.storage.remove(key);
    if (!removed) this.require(await this.folder.standing());
    return removed;
  }

  private require(standing: FolderStanding): void {
    if (isOurs(standing)) return;
    this.onRefusal(standing);
    throw new RequestError('SERVICE_UNAVAILABLE', 'This server cannot work with files now. Try again later.');
  }
}
