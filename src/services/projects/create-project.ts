import { canInOrganization } from '../../access/organization.policy.js';
import { FolderEntity } from '../../entities/relational/folder.entity.js';
import { ProjectMemberEntity } from '../../entities/relational/project-member.entity.js';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import { projectCreated } from '../../events/project.events.js';
import type { CreateProjectInput } from '../../schema/inputs/create-project-input.js';
import { decodeId, newId } from '../../shared/ids.js';
import { failed, forbidden, notFound, ok, type Result } from '../../shared/result.js';
import { checkFileName, checkName, checkSlug, checkText, errorsOf } from '../input-rules.js';
import { holdOrganization } from '../rights.js';
import { withSlug } from '../slug.js';
import type { UseCase } from '../use-case.js';
import { takenProjectSlugs } from './taken-slugs.js';

/**
 * Starts a project in an organization, with its root folder and the requester as its maintainer.
 * A slug that is not given is made of the name. Their role in it is known to a requester that is read afresh.
 */
export async function createProject(
  { transaction, requester, clock }: UseCase,
  input: CreateProjectInput,
): Promise<Result<ProjectEntity>> {
  const by = requester.signedInUserId;
  const organizationId = decodeId('Organization', input.organizationId);
  if (organizationId === null || !canInOrganization('READ', organizationId, requester)) return notFound('organizationId');
  if (!canInOrganization('CREATE_PROJECT', organizationId, requester)) return forbidden('organizationId');

  const errors = errorsOf(
    checkName('name', input.name),
    checkSlug('slug', input.slug ?? undefined),
    checkText('description', input.description, 2000),
  );
  if (errors.length > 0) return failed(...errors);

  return withSlug(input, 'project', (choose) =>
    transaction(async ({ em, announce }) => {
      const held = await holdOrganization(em, requester, organizationId, 'KEEP');
      if (!held) return notFound('organizationId');
      if (!canInOrganization('CREATE_PROJECT', organizationId, held.requester)) return forbidden('organizationId');
      const [projectId, now] = [newId(), clock.now()];
      const made = { organizationId, createdAt: now, updatedAt: now, revision: 1 };
      const slug = await choose(takenProjectSlugs(em, organizationId));
      const name = input.name.trim();
      const visibility = input.visibility ?? 'ORGANIZATION';
      const project = em.create(
        ProjectEntity,
        {
          ...made,
          id: projectId,
          slug,
          name,
          description: input.description ?? null,
          status: 'ACTIVE',
          visibility,
          createdById: by,
        },
        { persist: true },
      );
      em.create(FolderEntity, { ...made, id: newId(), projectId, name: folderNameOf(project) }, { persist: true });
      em.create(ProjectMemberEntity, { ...made, id: newId(), projectId, userId: by, role: 'MAINTAINER' }, { persist: true });
      announce(projectCreated({ by, subjectId: projectId, organizationId, projectId, name }));
      return ok(project);
    }),
  );
}

/** Its root folder is called like the project, or like its slug when no folder may have such a name. */
const folderNameOf = ({ name, slug }: ProjectEntity) => (checkFileName('name', name) === null ? name : slug);
