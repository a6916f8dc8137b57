import { FolderEntity } from '../../entities/relational/folder.entity.js';
import { folderCreated } from '../../events/folder.events.js';
import type { CreateFolderInput } from '../../schema/inputs/create-folder-input.js';
import { newId } from '../../shared/ids.js';
import { failed, ok, type Result } from '../../shared/result.js';
import { findFolder } from '../find-folder.js';
import { checkFileName, errorsOf } from '../input-rules.js';
import type { UseCase } from '../use-case.js';

/** Makes a folder in another one. TAKEN when that one has a folder of the name. */
export async function createFolder(
  { transaction, requester, clock }: UseCase,
  input: CreateFolderInput,
): Promise<Result<FolderEntity>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const parent = await findFolder(em, { requester, permission: 'WRITE_FILES', lock: 'ADD' }, input.parentId, 'parentId');
    if (!parent.ok) return parent;

    const name = input.name.trim();
    const errors = errorsOf(checkFileName('name', name));
    if (errors.length > 0) return failed(...errors);

    const { id: parentId, organizationId, projectId } = parent.value;
    const [id, now] = [newId(), clock.now()];
    const folder = em.create(
      FolderEntity,
      { id, organizationId, projectId, parentId, name, createdAt: now, updatedAt: now, revision: 1 },
      { persist: true },
    );
    announce(folderCreated({ by, subjectId: id, organizationId, projectId, name }));
    return ok(folder);
  });
}
