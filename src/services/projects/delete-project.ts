import type { ProjectEntity } from '../../entities/relational/project.entity.js';
import { projectDeleted } from '../../events/project.events.js';
import type { DeleteProjectInput } from '../../schema/inputs/delete-project-input.js';
import { conflict, ok, type Result } from '../../shared/result.js';
import { isStale } from '../changes.js';
import type { UseCase } from '../use-case.js';
import { findProject } from './find-project.js';

/** Puts a project into the trash, from where it can be restored for 30 days. Its slug stays taken. */
export async function deleteProject(
  { transaction, requester, clock }: UseCase,
  input: DeleteProjectInput,
): Promise<Result<ProjectEntity>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const found = await findProject(em, requester, 'DELETE', input.projectId);
    if (!found.ok) return found;
    const project = found.value;
    if (isStale(project, input.expectedRevision)) return conflict(project);

    project.deletedAt = clock.now();
    const { id, organizationId, name } = project;
    announce(projectDeleted({ by, subjectId: id, organizationId, projectId: id, name }));
    return ok(project);
  });
}
