import type { FolderEntity } from '../../entities/relational/folder.entity.js';
import { folderUpdated } from '../../events/folder.events.js';
import type { UpdateFolderInput } from '../../schema/inputs/update-folder-input.js';
import { conflict, failed, ok, userError, type Result } from '../../shared/result.js';
import { applyChanges, isStale } from '../changes.js';
import { findFolder } from '../find-folder.js';
import { checkFileName, errorsOf } from '../input-rules.js';
import type { UseCase } from '../use-case.js';

/** Renames a folder. The root folder of a project keeps its name. TAKEN when there is another one of the name beside it. */
export async function updateFolder({ transaction, requester }: UseCase, input: UpdateFolderInput): Promise<Result<FolderEntity>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const found = await findFolder(em, { requester, permission: 'WRITE_FILES', lock: 'CHANGE' }, input.folderId, 'folderId');
    if (!found.ok) return found;
    const folder = found.value;

    const name = input.name && input.name.trim();
    const errors = errorsOf(checkFileName('name', name));
    if (errors.length > 0) return failed(...errors);
    if (isStale(folder, input.expectedRevision)) return conflict(folder);

    const fields = applyChanges(folder, { name });
    if (fields.length > 0 && folder.parentId === null) {
      return failed(userError('INVALID', 'folderId', 'The root folder of a project cannot be renamed.'));
    }
    const { id, organizationId, projectId } = folder;
    if (fields.length > 0) announce(folderUpdated({ by, subjectId: id, organizationId, projectId, name: folder.name, fields }));
    return ok(folder);
  });
}
