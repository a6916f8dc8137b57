import { LockMode } from '@mikro-orm/core';
import { ProjectEntity } from '../../entities/relational/project.entity.js';
import { projectDeleted } from '../../events/project.events.js';
import { ok } from '../../shared/result.js';
import { clearAway } from '../clear-away.js';
import { due, toClearAway } from '../purging.js';
import type { UseCase } from '../use-case.js';

/**
 * Purges one project that has lain in the trash for 30 days, or ends a purge that broke off. It is given up in one transaction, so
 * that it cannot be restored any more; the rest takes its time. @returns its id, or null when there is none.
 */
export async function purgeNextProject(
  parts: Pick<UseCase, 'em' | 'clock' | 'storage' | 'transaction'> & { stopping?: AbortSignal },
): Promise<string | null> {
  const { em, clock, transaction } = parts;
  const next = await em
    .fork()
    .findOne(ProjectEntity, toClearAway<ProjectEntity>(clock), { fields: ['id'], orderBy: { id: 'asc' } });
  if (!next) return null;
  const { id } = next;
  await transaction<null>(async (tx) => {
    const project = await tx.em.findOne(
      ProjectEntity,
      { $and: [{ id }, due<ProjectEntity>(clock)] },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!project) return ok(null);
    project.purgedAt = clock.now();
    const { organizationId, name } = project;
    tx.announce(projectDeleted({ by: null, subjectId: id, organizationId, projectId: id, name, purged: true }));
    return ok(null);
  });
  await clearAway(parts, { type: 'PROJECT', id });
  return id;
}
