import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { canInProject } from '../../access/project.policy.js';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import { decodeId } from '../../shared/ids.js';
import type { Requester } from '../../shared/requester.js';

/** A project by its id as clients know it, locked; null when it is not there, in the trash, or not to be seen by the requester. */
export async function findProject(em: EntityManager, requester: Requester, projectId: string): Promise<ProjectEntity | null> {
  const project = await lockProject(em, projectId);
  return project && project.deletedAt === null && canInProject('READ', project, requester) ? project : null;
}

/** A project in the trash, locked; null when it does not lie there, or not to be seen by the requester, who must be able to delete it. */
export async function findDeletedProject(
  em: EntityManager,
  requester: Requester,
  projectId: string,
): Promise<ProjectEntity | null> {
  const project = await lockProject(em, projectId);
  return project && project.deletedAt !== null && canInProject('DELETE', project, requester) ? project : null;
}

async function lockProject(em: EntityManager, projectId: string): Promise<ProjectEntity | null> {
  const id = decodeId('Project', projectId);
  return id === null ? null : em.findOne(ProjectEntity, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
