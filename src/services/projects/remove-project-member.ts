import type { ProjectEntity } from '../../entities/relational/project.entity.js';
import { projectMemberChanged } from '../../events/project.events.js';
import type { RemoveProjectMemberInput } from '../../schema/inputs/remove-project-member-input.js';
import { decodeId } from '../../shared/ids.js';
import { notFound, ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { findProjectMember } from './find-project-member.js';
import { findProject } from './find-project.js';

export interface RemovedProjectMember {
  /** The stored id of the membership that has ended. */
  removedMemberId: string;
  project: ProjectEntity;
}

/** Takes a person out of a project. They keep what their role in the organization allows them. */
export async function removeProjectMember(
  { transaction, requester }: UseCase,
  input: RemoveProjectMemberInput,
): Promise<Result<RemovedProjectMember>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const found = await findProject(em, requester, 'MANAGE_MEMBERS', input.projectId);
    if (!found.ok) return found;
    const project = found.value;
    const { id: projectId, organizationId, name: projectName } = project;
    const userId = decodeId('User', input.userId);
    const member = userId && (await findProjectMember(em, projectId, userId));
    if (!member) return notFound('userId');

    const { id: removedMemberId, role: from } = member;
    em.remove(member);
    announce(
      projectMemberChanged({
        by,
        subjectId: removedMemberId,
        organizationId,
        projectId,
        projectName,
        userId: member.userId,
        from,
        to: null,
      }),
    );
    return ok({ removedMemberId, project });
  });
}
