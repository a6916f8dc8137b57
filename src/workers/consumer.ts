import type { EntityManager } from '@mikro-orm/postgresql';
import { named } from '../database/named-statement.js';
import type { RelationalDatabase } from '../database/relational-database.js';
import type { DomainEvent } from '../events/event.js';
import { eventColumns } from '../loaders/stream-log.js';

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

/** The next events for a consumer, with the checkpoint that they come after. */
const NEXT = named(`
  with reached as materialized (
    select coalesce((select position from consumer_checkpoints where consumer = $1::text), 0)::int8 as position
  )
  select ${eventColumns}, l.position::int8 as position, (select position from reached) as "checkpoint",
    (select coalesce(jsonb_object_agg(e.stream_id, e.position), '{}') from event_stream_entries e where e.log_position = l.position) as positions
  from event_log l where l.position > (select position from reached) order by l.position limit ${BATCH}`);

type Row = Omit<LoggedEvent, 'streams'> & { checkpoint: number };

/**
 * Brings one consumer up to the end of the log. Of several processes one does it, the others find nothing left; where there is
 * nothing to do, that takes one statement.
 */
export async function consume(database: RelationalDatabase, { name, handle }: Processor): Promise<number> {
  for (let total = 0; ;) {
    const rows = await database.rows<Row>({ ...NEXT, values: [name] });
    const [first] = rows;
    if (!first) return total;
    const events = rows.map(eventOf);
    const handled = await database.em.transactional(async (em) => {
      // Another process may have been there meanwhile.
      if ((await lockedCheckpoint(em, name)) !== first.checkpoint) return false;
      await handle(events, em);
      await em.execute('update consumer_checkpoints set position = ?, updated_at = now() where consumer = ?', [
        events.at(-1)!.position,
        name,
      ]);
      return true;
    });
    if (!handled) continue;
    total += events.length;
    if (events.length < BATCH) return total;
  }
}

async function lockedCheckpoint(em: EntityManager, consumer: string): Promise<number> {
  const [found] = await em.execute<{ position: string }[]>(
    'select position from consumer_checkpoints where consumer = ? for update',
    [consumer],
  );
  if (found) return Number(found.position);
  const first =
    'insert into consumer_checkpoints (consumer, position, updated_at) values (?, 0, now()) on conflict (consumer) do nothing';
  await em.execute(first, [consumer]);
  return lockedCheckpoint(em, consumer);
}

const eventOf = ({ checkpoint: _checkpoint, ...row }: Row): LoggedEvent => ({ ...row, streams: Object.keys(row.positions) });
