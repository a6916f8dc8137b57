import type { EntityManager } from '@mikro-orm/postgresql';

/** Events that a statement removes, with their places in streams: few enough that it is soon over. */
const BATCH = 1_000;
/** Batches until it is told how far it is. */
const BATCHES = 100;

/** What is removed is looked for from here on; what was removed before, and is not vacuumed yet, is not gone through again. */
const BEGINNING = `select position - 1 as position from event_log order by position limit 1`;

/**
 * Positions have no gaps, and all that is before the first event that stays goes: were an event to go by its time alone, one that
 * was committed late could leave a hole behind it. `reached` is the last position that is gone.
 */
const FORGET = `
  with bounds as materialized (
    select ?::bigint as beginning,
      least(?::bigint + ${BATCH}, coalesce((select min(position) from consumer_checkpoints), 0)) as passed
  ),
  considered as materialized (
    select position, occurred_at from event_log
    where position > (select beginning from bounds) and position <= (select passed from bounds)
  ),
  reached as materialized (
    select coalesce(
      (select min(position) - 1 from considered where occurred_at >= ?), (select max(position) from considered),
      (select beginning from bounds)
    ) as position
  ),
  entries as (
    delete from event_stream_entries
    where log_position > (select beginning from bounds) and log_position <= (select position from reached)
  ),
  events as (
    delete from event_log
    where position > (select beginning from bounds) and position <= (select position from reached) returning 1
  )
  select (select count(*)::int from events) as count, position as reached from reached`;

const HOLDING = `
  select consumer from consumer_checkpoints
  where position <= ? and exists (select from event_log where position = ?::bigint + 1 and occurred_at < ?) order by consumer`;

export interface ForgottenEvents {
  count: number;
  /** Whether there may be more that can go. */
  more: boolean;
  /** The consumers for which old events are kept, since they have not passed them. */
  heldBy: string[];
}

/**
 * Removes events from the log that happened before a time, the oldest first, as far as all consumers have passed them. How far
 * streams have come stays known for ever, so that positions never go back.
 */
export async function forgetOldEvents(em: EntityManager, before: Date, stopping: AbortSignal): Promise<ForgottenEvents> {
  const [beginning] = await em.execute<{ position: string }[]>(BEGINNING);
  if (!beginning) return { count: 0, more: false, heldBy: [] };
  let reached = Number(beginning.position);
  let total = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    if (stopping.aborted) return { count: total, more: true, heldBy: [] };
    const [gone] = await em.execute<[{ count: number; reached: string }]>(FORGET, [reached, reached, before]);
    total += gone.count;
    reached = Number(gone.reached);
    if (gone.count < BATCH) return { count: total, more: false, heldBy: await holding(em, reached, before) };
  }
  return { count: total, more: true, heldBy: [] };
}

async function holding(em: EntityManager, reached: number, before: Date): Promise<string[]> {
  const consumers = await em.execute<{ consumer: string }[]>(HOLDING, [reached, reached, before]);
  return consumers.map(({ consumer }) => consumer);
}
