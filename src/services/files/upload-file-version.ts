import type { EntityManager } from '@mikro-orm/postgresql';
import { FileVersionEntity } from '../../entities/relational/file-version.entity.js';
import type { FileEntity } from '../../entities/relational/file.entity.js';
import { fileVersionAdded } from '../../events/file.events.js';
import type { UploadFileVersionInput } from '../../schema/inputs/upload-file-version-input.js';
import { newId } from '../../shared/ids.js';
import { conflict, ok, type Result } from '../../shared/result.js';
import { isStale } from '../changes.js';
import type { UseCase } from '../use-case.js';
import { findFile } from './find-file.js';
import { receiveUpload } from './receive-upload.js';
import { storeUpload, type UploadedContent } from './store-upload.js';

/** A file with the version that was added; on CONFLICT the file as it is, with none. */
export interface AddedVersion {
  file: FileEntity;
  fileVersion: FileVersionEntity | null;
}

/**
 * Gives a file new content, which is its current one from then on; an imported file gets its first so. The permission is
 * checked before the content is taken, and again when it is recorded.
 */
export async function uploadFileVersion(useCase: UseCase, input: UploadFileVersionInput): Promise<Result<AddedVersion>> {
  const { em, requester } = useCase;
  const by = requester.signedInUserId;
  const found = await findFile(em.fork(), { requester, permission: 'WRITE_FILES', lock: 'NONE' }, input.fileId);
  if (!found.ok) return found;
  if (isStale(found.value, input.expectedRevision)) return conflict({ file: found.value, fileVersion: null });

  const upload = await receiveUpload(input.content);
  return storeUpload(useCase, upload, (content) => record(useCase, input, by, content));
}

const record = (
  { transaction, requester, clock }: UseCase,
  input: UploadFileVersionInput,
  by: string,
  { storageKey, ...content }: UploadedContent,
): Promise<Result<AddedVersion>> =>
  transaction<AddedVersion>(async ({ em, announce }) => {
    const found = await findFile(em, { requester, permission: 'WRITE_FILES', lock: 'CHANGE' }, input.fileId);
    if (!found.ok) return found;
    const file = found.value;
    if (isStale(file, input.expectedRevision)) return conflict({ file, fileVersion: null });

    const { id: fileId, organizationId, projectId, name } = file;
    const [id, number] = [newId(), await nextNumber(em, fileId)];
    const fileVersion = em.create(
      FileVersionEntity,
      { ...content, id, organizationId, fileId, number, state: 'READY', uploadedById: by, createdAt: clock.now(), storageKey },
      { persist: true },
    );
    const uploadedById = file.state === 'UPLOADING' ? (file.uploadedById ?? by) : file.uploadedById;
    Object.assign(file, { ...content, state: 'READY', currentVersionId: id, uploadedById });
    const { size, mimeType } = content;
    announce(fileVersionAdded({ by, subjectId: fileId, organizationId, projectId, name, number, size, mimeType }));
    return ok({ file, fileVersion });
  });

async function nextNumber(em: EntityManager, fileId: string): Promise<number> {
  const latest = await em.findOne(
    FileVersionEntity,
    { fileId },
    { orderBy: { number: 'desc' }, fields: ['number'], disableIdentityMap: true },
  );
  return (latest?.number ?? 0) + 1;
}
