import type { FileEntity } from '../../entities/relational/file.entity.js';
import { fileUpdated } from '../../events/file.events.js';
import type { UpdateFileInput } from '../../schema/inputs/update-file-input.js';
import { conflict, failed, ok, userError, type Result } from '../../shared/result.js';
import { applyChanges, isStale } from '../changes.js';
import { checkFileName, errorsOf } from '../input-rules.js';
import type { UseCase } from '../use-case.js';
import { findFile } from './find-file.js';

/** Renames a file, or says what it is for. What is absent stays. TAKEN when the folder has another file of the name. */
export async function updateFile({ transaction, requester }: UseCase, input: UpdateFileInput): Promise<Result<FileEntity>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const found = await findFile(em, { requester, permission: 'WRITE_FILES', lock: 'CHANGE' }, input.fileId);
    if (!found.ok) return found;
    const file = found.value;

    const name = input.name && input.name.trim();
    const errors = errorsOf(
      checkFileName('name', name),
      input.kind === null ? userError('REQUIRED', 'kind', 'It cannot be cleared.') : null,
    );
    if (errors.length > 0) return failed(...errors);
    if (isStale(file, input.expectedRevision)) return conflict(file);

    const fields = applyChanges(file, { name, kind: input.kind });
    const { id, organizationId, projectId } = file;
    if (fields.length > 0) announce(fileUpdated({ by, subjectId: id, organizationId, projectId, name: file.name, fields }));
    return ok(file);
  });
}
