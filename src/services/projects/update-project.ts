import type { ProjectEntity } from '../../entities/relational/project.entity.js';
import { projectUpdated } from '../../events/project.events.js';
import type { UpdateProjectInput } from '../../schema/inputs/update-project-input.js';
import { conflict, failed, ok, userError, type Result } from '../../shared/result.js';
import { applyChanges, isStale } from '../changes.js';
import { checkName, checkSlug, checkText, errorsOf } from '../input-rules.js';
import type { UseCase } from '../use-case.js';
import { findProject } from './find-project.js';

/** Changes what a project says of itself. What is absent stays; a description of null is cleared. */
export async function updateProject(
  { transaction, requester }: UseCase,
  input: UpdateProjectInput,
): Promise<Result<ProjectEntity>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce, mustSee }) => {
    const found = await findProject(em, requester, 'UPDATE', input.projectId);
    if (!found.ok) return found;
    const project = found.value;

    const errors = errorsOf(
      checkName('name', input.name),
      checkSlug('slug', input.slug),
      checkText('description', input.description, 2000),
      checkNotCleared('status', input.status),
      checkNotCleared('visibility', input.visibility),
    );
    if (errors.length > 0) return failed(...errors);
    if (isStale(project, input.expectedRevision)) return conflict(project);

    const { slug, description, status, visibility } = input;
    const fields = applyChanges(project, { name: input.name?.trim(), slug, description, status, visibility });
    const { id, organizationId, name } = project;
    // Whom it is hidden from must not find it any more.
    if (fields.includes('visibility')) mustSee(organizationId);
    if (fields.length > 0) announce(projectUpdated({ by, subjectId: id, organizationId, projectId: id, name, fields }));
    return ok(project);
  });
}

const checkNotCleared = (field: string, value: unknown) =>
  value === null ? userError('REQUIRED', field, 'It cannot be cleared.') : null;
