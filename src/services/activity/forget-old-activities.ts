import type { EntityManager } from '@mikro-orm/postgresql';
import { ActivityEntity } from '../../entities/documents/activity.entity.js';

/** Lines that a statement removes. */
const BATCH = 1_000;
/** Batches until it is told how far it is. */
const BATCHES = 100;

/** Removes lines of the activity log that tell of what happened before a time, the oldest first. */
export async function forgetOldActivities(
  em: EntityManager,
  before: Date,
  stopping: AbortSignal,
): Promise<{ count: number; more: boolean }> {
  let total = 0;
  // Where it goes on, so that what is removed and not vacuumed yet is not gone through again.
  let since = new Date(0);
  for (let batch = 0; batch < BATCHES && !stopping.aborted; batch++) {
    const old = await em
      .fork()
      .find(
        ActivityEntity,
        { createdAt: { $gte: since, $lt: before } },
        { fields: ['id', 'createdAt'], orderBy: { createdAt: 'asc', id: 'asc' }, limit: BATCH },
      );
    total += await em.fork().nativeDelete(ActivityEntity, { id: { $in: old.map(({ id }) => id) } });
    if (old.length < BATCH) return { count: total, more: false };
    since = old.at(-1)!.createdAt;
  }
  return { count: total, more: true };
}
