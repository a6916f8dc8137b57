import { projectDeleted } from '../../events/project.events.js';
import type { ProjectEntity } from '../../entities/relational/project.entity.js';
import type { PurgeProjectInput } from '../../schema/inputs/purge-project-input.js';
import { ok, type Result } from '../../shared/result.js';
import { clearAway } from '../clear-away.js';
import { confirmSlug } from '../confirm-slug.js';
import type { UseCase } from '../use-case.js';
import { findDeletedProject } from './find-project.js';

/**
 * Deletes a project in the trash for good, with the bytes of all its files. It is given up in one transaction; then its rows go
 * batch by batch, and if this server dies meanwhile, the task that purges the trash goes on with them.
 */
export async function purgeProject(
  { transaction, requester, clock, em, storage }: UseCase,
  input: PurgeProjectInput,
): Promise<Result<ProjectEntity>> {
  const by = requester.signedInUserId;
  const result = await transaction(async (tx) => {
    const found = await findDeletedProject(tx.em, requester, input.projectId);
    if (!found.ok) return found;
    const project = found.value;
    const mistaken = confirmSlug(project, input.confirmSlug);
    if (mistaken) return mistaken;

    project.purgedAt = clock.now();
    const { id, organizationId, name } = project;
    tx.announce(projectDeleted({ by, subjectId: id, organizationId, projectId: id, name, purged: true }));
    return ok(project);
  });
  if (result.ok) await clearAway({ em, storage, clock }, { type: 'PROJECT', id: result.value.id });
  return result;
}
