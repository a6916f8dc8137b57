import { FileVersionEntity } from '../../entities/relational/file-version.entity.js';
import { FileEntity } from '../../entities/relational/file.entity.js';
import { fileUploaded } from '../../events/file.events.js';
import type { UploadFileInput } from '../../schema/inputs/upload-file-input.js';
import { newId } from '../../shared/ids.js';
import { failed, ok, userError, type Result } from '../../shared/result.js';
import { findFolder } from '../find-folder.js';
import { candidateNames, freeName } from '../free-name.js';
import { checkFileName, errorsOf } from '../input-rules.js';
import { takenNames } from '../taken-names.js';
import type { UseCase } from '../use-case.js';
import { receiveUpload } from './receive-upload.js';
import { storeUpload, type UploadedContent } from './store-upload.js';

/**
 * Puts a new file with its content into a folder. The permission is checked before the content is taken, and again, with
 * the name, when it is recorded. TAKEN when the folder has a file of the name, unless it may be renamed.
 */
export async function uploadFile(useCase: UseCase, input: UploadFileInput): Promise<Result<FileEntity>> {
  const { em, requester } = useCase;
  const by = requester.signedInUserId;
  const folder = await findFolder(em.fork(), { requester, permission: 'WRITE_FILES', lock: 'NONE' }, input.folderId, 'folderId');
  if (!folder.ok) return folder;

  const upload = await receiveUpload(input.content);
  const name = (input.name ?? upload.filename ?? '').trim();
  const errors = errorsOf(checkFileName('name', name));
  if (errors.length > 0) return failed(...errors);
  const mayRename = input.onConflict === 'RENAME';
  if (!mayRename && (await takenNames(em, 'FILE', folder.value.id, [name])).size > 0) {
    return failed(userError('TAKEN', 'name', 'The folder has a file of that name already.'));
  }

  return storeUpload(useCase, upload, (content) => record(useCase, { ...input, name, mayRename, by }, content));
}

type NewFile = Pick<UploadFileInput, 'folderId' | 'kind'> & { name: string; mayRename: boolean; by: string };

const record = (
  { transaction, requester, clock }: UseCase,
  wanted: NewFile,
  { storageKey, ...content }: UploadedContent,
): Promise<Result<FileEntity>> =>
  transaction(async ({ em, announce }) => {
    const { by, mayRename } = wanted;
    // Two who look for a free name at once would find the same.
    const intent = { requester, permission: 'WRITE_FILES', lock: mayRename ? 'CHANGE' : 'ADD' } as const;
    const folder = await findFolder(em, intent, wanted.folderId, 'folderId');
    if (!folder.ok) return folder;

    const { id: folderId, organizationId, projectId } = folder.value;
    const candidates = candidateNames(wanted.name, 'FILE');
    const name = mayRename ? freeName(wanted.name, 'FILE', await takenNames(em, 'FILE', folderId, candidates)) : wanted.name;
    const [id, versionId, now] = [newId(), newId(), clock.now()];
    const both = { ...content, organizationId, state: 'READY', uploadedById: by, createdAt: now } as const;
    const file = em.create(
      FileEntity,
      {
        ...both,
        id,
        projectId,
        folderId,
        name,
        kind: wanted.kind ?? 'GENERIC',
        currentVersionId: versionId,
        updatedAt: now,
        revision: 1,
      },
      { persist: true },
    );
    em.create(FileVersionEntity, { ...both, id: versionId, fileId: id, number: 1, storageKey }, { persist: true });
    const { size, mimeType } = content;
    announce(fileUploaded({ by, subjectId: id, organizationId, projectId, name, size, mimeType }));
    return ok(file);
  });
