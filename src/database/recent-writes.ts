import type { EntityManager } from '@mikro-orm/postgresql';
import { OWN_WRITES_SECONDS } from './replicas/staleness.js';

/** Whether the person whose id is that expression has to read from the primary, which alone can answer it, as SQL. */
export const readsPrimary = (userId: string): string => `exists (
  select from recent_writes w
  where w.reader_id in (select ${userId} union all select om.organization_id from organization_members om where om.user_id = ${userId})
    and w.wrote_at > clock_timestamp() - interval '${OWN_WRITES_SECONDS} seconds'
)`;

/** Sorted, so that no two transactions wait for each other. */
const NOTE = `
  insert into recent_writes (reader_id, wrote_at)
  select id, clock_timestamp() from unnest(array[?]::uuid[]) as id order by id
  on conflict (reader_id) do update set wrote_at = excluded.wrote_at`;

/** Notes, as the last thing in a transaction, who has to read what it changes: people, and organizations for all their members. */
export async function noteReaders(em: EntityManager, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await em.execute(NOTE, [ids]);
}
