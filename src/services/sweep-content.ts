import { DoomedContentEntity } from '../entities/relational/doomed-content.entity.js';
import { discardContent } from './doomed-content.js';
import type { UseCase } from './use-case.js';

const BATCH = 500;
/** Whoever put something on the list has removed it by then, or died. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Removes content that no row names any more and that is there all the same, since a server died or the storage was away.
 * @returns whether there may be more that can be removed.
 */
export async function sweepContent({ em, storage, clock }: Pick<UseCase, 'em' | 'storage' | 'clock'>): Promise<boolean> {
  const doomedAt = { $lte: new Date(clock.now().getTime() - PATIENCE_MS) };
  const doomed = await em.fork().find(DoomedContentEntity, { doomedAt }, { limit: BATCH, orderBy: { doomedAt: 'asc' } });
  const keys = doomed.map(({ storageKey }) => storageKey);
  const removed = await discardContent(em, storage, keys);
  return keys.length === BATCH && removed > 0;
}
