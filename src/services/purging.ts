import type { FilterQuery } from '@mikro-orm/core';
import type { Clock } from '../shared/clock.js';

const TRASH_DAYS = 30;
/** Whoever gave something up is not clearing it away any more after this time. */
const ABANDONED_MS = 3_600_000;

/** What was deleted at this time or before has lain in the trash long enough. */
export const endOfTrash = (clock: Clock): Date => new Date(clock.now().getTime() - TRASH_DAYS * 86_400_000);

/** What can be deleted, and then given up. */
interface Purgeable {
  id: string;
  deletedAt: Date | null;
  purgedAt: Date | null;
}

/** Deleted long enough ago to be given up, and not given up yet. */
export const due = <T extends Purgeable>(clock: Clock) =>
  ({ deletedAt: { $lte: endOfTrash(clock) }, purgedAt: null }) as FilterQuery<T>;

/** To be cleared away: what is due, and what a server that died had begun to clear away. */
export const toClearAway = <T extends Purgeable>(clock: Clock) =>
  ({
    deletedAt: { $ne: null },
    $or: [due<T>(clock), { purgedAt: { $lt: new Date(clock.now().getTime() - ABANDONED_MS) } }],
  }) as FilterQuery<T>;
