import { OrganizationEntity } from '../../entities/relational/organization.entity.js';
import { clearAway } from '../clear-away.js';
import { due, toClearAway } from '../purging.js';
import type { UseCase } from '../use-case.js';

/**
 * Purges one organization that was deleted 30 days ago, with all that belongs to it, also its activity log; or ends a purge that
 * broke off. It is given up by one statement, so that it cannot be restored any more; the rest takes its time. Nobody is left to be
 * told. @returns its id, or null when there is none.
 */
export async function purgeNextOrganization(
  parts: Pick<UseCase, 'em' | 'clock' | 'storage'> & { stopping?: AbortSignal },
): Promise<string | null> {
  const { em, clock } = parts;
  const next = await em
    .fork()
    .findOne(OrganizationEntity, toClearAway<OrganizationEntity>(clock), { fields: ['id'], orderBy: { id: 'asc' } });
  if (!next) return null;
  const { id } = next;
  const given = await em
    .fork()
    .nativeUpdate(OrganizationEntity, { $and: [{ id }, due<OrganizationEntity>(clock)] }, { purgedAt: clock.now() });
  // Restored in the meantime, unless it had been given up before.
  if (given === 0 && (await em.fork().count(OrganizationEntity, { id, purgedAt: { $ne: null } })) === 0) return id;
  await clearAway(parts, { type: 'ORGANIZATION', id });
  return id;
}
