import { FileEntity } from '../../entities/relational/file.entity.js';
import { FolderEntity } from '../../entities/relational/folder.entity.js';
import type { ProjectEntity } from '../../entities/relational/project.entity.js';
import type { EmptyTrashInput } from '../../schema/inputs/empty-trash-input.js';
import { decodeId } from '../../shared/ids.js';
import { notFound, ok, type Result } from '../../shared/result.js';
import { discardContent } from '../doomed-content.js';
import { lockProject } from '../lock-project.js';
import type { UseCase } from '../use-case.js';
import { itemPurged } from './item-events.js';
import { purgeRows } from './purge-rows.js';

/** Deletes for good what came into the trash of a project before a moment, with all versions and bytes. */
export async function emptyTrash(
  { em: outside, transaction, requester, clock, storage }: UseCase,
  input: EmptyTrashInput,
): Promise<Result<ProjectEntity>> {
  const by = requester.signedInUserId;
  const projectId = decodeId('Project', input.projectId);
  if (projectId === null) return notFound('projectId');
  let keys: string[] = [];
  const result = await transaction<ProjectEntity>(async ({ em, announce }) => {
    const project = await lockProject(em, { requester, permission: 'DELETE_FILES', lock: 'CHANGE' }, projectId, 'projectId');
    if (!project.ok) return project;

    const old = { projectId, deletedAt: { $lt: input.deletedBefore }, deletedWithId: null };
    const items = [
      ...(await em.find(FolderEntity, old, { disableIdentityMap: true })),
      ...(await em.find(FileEntity, old, { disableIdentityMap: true })),
    ];
    keys = await purgeRows(em, projectId, items, clock.now());
    items.forEach((item) => announce(itemPurged(item, by)));
    return ok(project.value);
  });
  if (result.ok) await discardContent(outside, storage, keys);
  return result;
}
