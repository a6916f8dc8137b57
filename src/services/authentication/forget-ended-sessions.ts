import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '../../shared/clock.js';

const BATCH = 1_000;

/** Refresh tokens go with their session. One that is being refreshed is passed over. */
const FORGET = `
  with gone as (
    delete from sessions where id in (
      select id from sessions where expires_at <= ? or revoked_at is not null limit ${BATCH} for update skip locked
    ) returning id
  )
  select count(*)::int as count from gone`;

/** Removes some sessions that are over, whose tokens are good for nothing. @returns whether there may be more of them. */
export async function forgetEndedSessions(em: EntityManager, clock: Clock): Promise<boolean> {
  const [{ count }] = await em.fork().execute<[{ count: number }]>(FORGET, [clock.now()]);
  return count >= BATCH;
}
