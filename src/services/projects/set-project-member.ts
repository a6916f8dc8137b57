import { OrganizationMemberEntity } from '../../entities/relational/organization-member.entity.js';
import { ProjectMemberEntity } from '../../entities/relational/project-member.entity.js';
import { projectMemberChanged } from '../../events/project.events.js';
import type { SetProjectMemberInput } from '../../schema/inputs/set-project-member-input.js';
import { decodeId, newId } from '../../shared/ids.js';
import { conflict, failed, notFound, ok, userError, type Result } from '../../shared/result.js';
import { isStale } from '../changes.js';
import type { UseCase } from '../use-case.js';
import { findProjectMember } from './find-project-member.js';
import { findProject } from './find-project.js';

/**
 * Adds a person of the organization to a project, or gives them another role there. Who manages members is a maintainer,
 * so every role is theirs to grant.
 */
export async function setProjectMember(
  { transaction, requester, clock }: UseCase,
  input: SetProjectMemberInput,
): Promise<Result<ProjectMemberEntity>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const found = await findProject(em, requester, 'MANAGE_MEMBERS', input.projectId);
    if (!found.ok) return found;
    const project = found.value;
    const { id: projectId, organizationId, name: projectName } = project;
    const userId = decodeId('User', input.userId);
    // The organization is held, so they are a member until this is committed: a removal waits.
    if (userId === null || (await em.count(OrganizationMemberEntity, { organizationId, userId })) === 0)
      return notFound('userId');

    const member = await findProjectMember(em, projectId, userId);
    if (!member && input.expectedRevision != null) return wasRemoved();
    if (member && isStale(member, input.expectedRevision)) return conflict(member);
    const from = member?.role ?? null;
    if (member && from === input.role) return ok(member);

    const now = clock.now();
    const made = { id: newId(), createdAt: now, updatedAt: now, revision: 1 };
    const set =
      member ??
      em.create(ProjectMemberEntity, { ...made, organizationId, projectId, userId, role: input.role }, { persist: true });
    set.role = input.role;
    announce(
      projectMemberChanged({ by, subjectId: set.id, organizationId, projectId, projectName, userId, from, to: input.role }),
    );
    return ok(set);
  });
}

const wasRemoved = () => failed(userError('CONFLICT', 'expectedRevision', 'The person was removed in the meantime.'));
