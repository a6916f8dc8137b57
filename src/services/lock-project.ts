import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { canInProject } from '../access/project.policy.js';
import { ProjectEntity } from '../entities/relational/project.entity.js';
import type { ProjectPermission } from '../shared/enums/project.js';
import type { Requester } from '../shared/requester.js';
import { forbidden, notFound, type UserError } from '../shared/result.js';
import { rightsNow } from './rights.js';

/** What somebody is about to do with the files and folders of a project. */
export interface Intent {
  requester: Requester;
  permission: ProjectPermission;
  /**
   * How the project is held until the transaction ends: many may ADD to it at once, one alone may CHANGE what is there,
   * and nobody adds meanwhile; so no two moves build a cycle, and nothing is added to a folder that is being deleted.
   */
  lock: 'NONE' | 'ADD' | 'CHANGE';
}

/** What was looked for, or why it is not to be had. */
export type Found<T> = { ok: true; value: T } | { ok: false; errors: UserError[] };

const lockModes = { NONE: LockMode.NONE, ADD: LockMode.PESSIMISTIC_READ, CHANGE: LockMode.PESSIMISTIC_WRITE };

/**
 * The project with that stored id, held as intended, when the requester may do that there. What is changed is decided by the
 * rights that they have once it is held.
 * @param field the input field that led to it: NOT_FOUND there when it is in the trash or not visible, or else FORBIDDEN.
 */
export async function lockProject(
  em: EntityManager,
  intent: Intent,
  projectId: string,
  field: string,
): Promise<Found<ProjectEntity>> {
  const { permission, lock } = intent;
  const project = await em.findOne(
    ProjectEntity,
    { id: projectId, deletedAt: null },
    { lockMode: lockModes[lock], refresh: true },
  );
  if (!project) return notFound(field);
  const { organizationId } = project;
  const requester = lock === 'NONE' ? intent.requester : await rightsNow(em, intent.requester, { organizationId, projectId });
  if (!canInProject('READ', project, requester)) return notFound(field);
  return canInProject(permission, project, requester) ? { ok: true, value: project } : forbidden(field);
}
