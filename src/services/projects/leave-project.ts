import { projectMemberChanged } from '../../events/project.events.js';
import type { LeaveProjectInput } from '../../schema/inputs/leave-project-input.js';
import { forbidden, ok, type Result } from '../../shared/result.js';
import type { UseCase } from '../use-case.js';
import { findProjectMember } from './find-project-member.js';
import { findProject } from './find-project.js';

/**
 * Takes the requester out of a project to which they were added. Who sees it by their role in the organization alone has
 * nothing to leave: FORBIDDEN.
 */
export async function leaveProject(
  { transaction, requester }: UseCase,
  input: LeaveProjectInput,
): Promise<Result<{ projectId: string }>> {
  const by = requester.signedInUserId;
  return transaction(async ({ em, announce }) => {
    const found = await findProject(em, requester, 'READ', input.projectId);
    if (!found.ok) return found;
    const { id: projectId, organizationId, name: projectName } = found.value;
    const member = await findProjectMember(em, projectId, by);
    if (!member) return forbidden('projectId');

    const { id: subjectId, role: from } = member;
    em.remove(member);
    const facts = { by, subjectId, organizationId, projectId, projectName };
    announce(projectMemberChanged({ ...facts, userId: by, from, to: null, left: true }));
    return ok({ projectId });
  });
}
