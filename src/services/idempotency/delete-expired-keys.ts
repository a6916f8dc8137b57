import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '../../shared/clock.js';

const BATCH = 1_000;

const FORGET = `
  with gone as (
    delete from idempotency_keys where hash in (
      select hash from idempotency_keys where expires_at <= ? limit ${BATCH} for update skip locked
    ) returning hash
  )
  select count(*)::int as count from gone`;

/** Deletes some idempotency keys whose day is over. @returns whether there may be more of them. */
export async function deleteExpiredKeys(em: EntityManager, clock: Clock): Promise<boolean> {
  const [{ count }] = await em.fork().execute<[{ count: number }]>(FORGET, [clock.now()]);
  return count >= BATCH;
}
