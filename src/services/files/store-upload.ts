import { FileVersionEntity } from '../../entities/relational/file-version.entity.js';
import type { FileUpload } from '../../shared/file-upload.js';
import { newId } from '../../shared/ids.js';
import { failed, userError, type Result } from '../../shared/result.js';
import { ContentTooLarge, type StoredContent } from '../../storage/file-storage.js';
import type { UseCase } from '../use-case.js';
import { asBadInput, isCutOff } from './receive-upload.js';

/** Content that lies in the storage and waits to be recorded. */
export type UploadedContent = StoredContent & { storageKey: string };

/**
 * Streams an upload into the storage, outside of any transaction, then has it recorded. The bytes are removed again unless
 * that succeeds. TOO_LARGE on `content` when it is longer than the limit.
 * @throws RequestError BAD_USER_INPUT when the upload breaks off.
 */
export async function storeUpload<T>(
  { storage, limits, em }: UseCase,
  upload: FileUpload,
  record: (content: UploadedContent) => Promise<Result<T>>,
): Promise<Result<T>> {
  const storageKey = newId();
  let stored: StoredContent;
  try {
    stored = await storage.write(storageKey, upload.createReadStream(), limits.maxUploadBytes);
  } catch (error) {
    if (!(error instanceof ContentTooLarge) && !isCutOff(error)) throw asBadInput(error);
    return failed(
      userError('TOO_LARGE', 'content', `It may have at most ${limits.maxUploadBytes} bytes.`, { max: limits.maxUploadBytes }),
    );
  }
  try {
    const result = await record({ ...stored, storageKey });
    if (!result.ok) await storage.remove(storageKey);
    return result;
  } catch (error) {
    // A connection that broke at the commit leaves open whether it was done: then the database is asked, and the bytes stay if it cannot tell.
    const recorded = await em
      .fork()
      .count(FileVersionEntity, { storageKey })
      .catch(() => null);
    if (recorded === 0) await storage.remove(storageKey);
    throw error;
  }
}
