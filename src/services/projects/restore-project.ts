import type { ProjectEntity } from '../../entities/relational/project.entity.js';
import { projectRestored } from '../../events/project.events.js';
import type { RestoreProjectInput } from '../../schema/inputs/restore-project-input.js';
import { ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { findDeletedProject } from './find-project.js';

/** Takes a project out of the trash. What lies there exists only for those who may delete it. */
export async function restoreProject(
  { transaction, requester }: UseCase,
  input: RestoreProjectInput,
): Promise<Result<ProjectEntity>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const found = await findDeletedProject(em, requester, input.projectId);
    if (!found.ok) return found;
    const project = found.value;
    project.deletedAt = null;
    const { id, organizationId, name } = project;
    announce(projectRestored({ by, subjectId: id, organizationId, projectId: id, name }));
    return ok(project);
  });
}
