import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { canInProject } from '../../access/project.policy.js';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import type { ProjectPermission } from '../../shared/enums/project.js';
import { decodeId } from '../../shared/ids.js';
import type { Requester } from '../../shared/requester.js';
import { forbidden, notFound } from '../../shared/result.js';
import type { Found } from '../lock-project.js';
import { holdOrganization } from '../rights.js';

/**
 * A project by its id as clients know it, locked, when the requester may do that with it; their rights are those of this moment
 * and last until the transaction ends. NOT_FOUND at `projectId` when it is in the trash or not to be seen, or else FORBIDDEN.
 */
export async function findProject(
  em: EntityManager,
  requester: Requester,
  permission: ProjectPermission,
  projectId: string,
): Promise<Found<ProjectEntity>> {
  const held = await lockProject(em, requester, projectId);
  if (!held || held.project.deletedAt !== null || !canInProject('READ', held.project, held.requester))
    return notFound('projectId');
  return canInProject(permission, held.project, held.requester) ? { ok: true, value: held.project } : forbidden('projectId');
}

/** The same for a project in the trash, which exists only for those who may delete it: NOT_FOUND for all others. */
export async function findDeletedProject(
  em: EntityManager,
  requester: Requester,
  projectId: string,
): Promise<Found<ProjectEntity>> {
  const held = await lockProject(em, requester, projectId);
  const lies = held && held.project.deletedAt !== null && held.project.purgedAt === null;
  return lies && canInProject('DELETE', held.project, held.requester) ? { ok: true, value: held.project } : notFound('projectId');
}

/** The organization first, as everybody does, so that no two wait for each other. */
async function lockProject(em: EntityManager, requester: Requester, projectId: string) {
  const id = decodeId('Project', projectId);
  const place = id && (await em.findOne(ProjectEntity, id, { fields: ['organizationId'], disableIdentityMap: true }));
  const held = place && (await holdOrganization(em, requester, place.organizationId, 'KEEP'));
  const project = held && (await em.findOne(ProjectEntity, id, { lockMode: LockMode.PESSIMISTIC_WRITE }));
  return project ? { project, requester: held.requester } : null;
}
