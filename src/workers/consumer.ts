import type { EntityManager } from '@mikro-orm/postgresql';
import type { RelationalDatabase } from '../database/relational-database.js';
import type { DomainEvent } from '../events/event.js';

/** An event of the log, with its places in its streams. */
export interface LoggedEvent extends DomainEvent {
  /** In the whole log. */
  position: number;
  occurredAt: Date;
  /** Its position in each of its streams, by the stream's id. */
  positions: Readonly<Record<string, number>>;
}

/** Something that follows the log from end to end, at its own pace. It may see an event twice. */
export interface Processor {
  /** Names its checkpoint; never to be changed. */
  name: string;
  /** Deals with events in their order. Inside the transaction that moves the checkpoint. */
  handle(events: readonly LoggedEvent[], em: EntityManager): Promise<void>;
}

const BATCH = 200;

const NEXT = `
  select l.id, l.type, l.organization_id as "organizationId", l.project_id as "projectId", l.actor_id as "actorId",
    l.subject_type as "subjectType", l.subject_id as "subjectId", l.data, l.occurred_at as "occurredAt", l.position::int8 as position,
    (select coalesce(jsonb_object_agg(e.stream_id, e.position), '{}') from event_stream_entries e where e.log_position = l.position) as positions
  from event_log l where l.position > ? order by l.position limit ${BATCH}`;

/** Brings one consumer up to the end of the log. Of several processes one does it, the others find nothing left. */
export async function consume(database: RelationalDatabase, { name, handle }: Processor): Promise<number> {
  let total = 0;
  for (;;) {
    const handled = await database.em.transactional(async (em) => {
      const events = (await em.execute<Row[]>(NEXT, [await lockedCheckpoint(em, name)])).map(eventOf);
      const last = events.at(-1);
      if (!last) return 0;
      await handle(events, em);
      await em.execute('update consumer_checkpoints set position = ?, updated_at = now() where consumer = ?', [
        last.position,
        name,
      ]);
      return events.length;
    });
    total += handled;
    if (handled < BATCH) return total;
  }
}

async function lockedCheckpoint(em: EntityManager, consumer: string): Promise<string> {
  const [found] = await em.execute<{ position: string }[]>(
    'select position from consumer_checkpoints where consumer = ? for update',
    [consumer],
  );
  if (found) return found.position;
  const first =
    'insert into consumer_checkpoints (consumer, position, updated_at) values (?, 0, now()) on conflict (consumer) do nothing';
  await em.execute(first, [consumer]);
  return lockedCheckpoint(em, consumer);
}

type Row = Omit<LoggedEvent, 'occurredAt' | 'position' | 'streams'> & { occurredAt: string; position: string };

/** Statements past the unit of work answer times and 64-bit integers as text. */
const eventOf = (row: Row): LoggedEvent => ({
  ...row,
  streams: Object.keys(row.positions),
  occurredAt: new Date(row.occurredAt),
  position: Number(row.position),
});
