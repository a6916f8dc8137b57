import { notificationReceived } from '../events/notification.events.js';
import { parameter, type EntityClass } from '../shared/conditions.js';
import { viewer } from '../shared/requester.js';
import type { StatementBuilder } from './sql/statement-builder.js';

/** The stream that goes on where a list ends. */
export interface ListStream {
  /** Whose it is: that of what the list hangs on, or of the viewer. */
  of: 'PARENT' | 'VIEWER';
  /** The consumer of the log whose effects are the rows. */
  consumer: string;
  /** How the stream's events are told by rows; null when they are not. */
  told: ToldBy | null;
}

interface ToldBy {
  /** A property of the rows … */
  property: string;
  /** … and what it is in the row that tells of an event with these columns; null when none does. */
  of: (event: string) => string;
}

/** What happens in the organization or project. */
export const activityOfParent: ListStream = {
  of: 'PARENT',
  consumer: 'activity',
  told: { property: 'eventId', of: (event) => `${event}.id` },
};

/** What becomes of the viewer's notifications. */
export const notificationsOfViewer: ListStream = {
  of: 'VIEWER',
  consumer: 'notifications',
  told: {
    property: 'id',
    of: (event) => `case when ${event}.type = '${notificationReceived.type}' then (${event}.data ->> 'notificationId')::uuid end`,
  },
};

/** The viewer's own stream, beside a list of which none tells. */
export const besideNotifications: ListStream = { ...notificationsOfViewer, told: null };

/** `parent` is the id of what the list hangs on, where it hangs on anything. */
export const streamIdOf = (sql: StatementBuilder, { of }: ListStream, parent: string | null): string =>
  of === 'VIEWER' || parent === null ? sql.parameter(viewer.userId, 'uuid') : parent;

/** A walk through a list goes on as of where it began, unless more than that many events have come since. */
const LONGEST_WALK = 1_000;

/**
 * Where the effects of a stream's events are all in the database: one row with the `position` of the last such event, and in
 * `ahead` what rows of the list that are there before their turn are known by. Events of before the retention count as told.
 * @param walk where it was when the walk through the list began, or null.
 */
export function reachedIn(stream: ListStream, streamId: string, walk: string): string {
  const { consumer, told } = stream;
  const checkpoint = `coalesce((select c.position from consumer_checkpoints c where c.consumer = '${consumer}'), 0)`;
  const entries = `from event_stream_entries e where e.stream_id = ${streamId}`;
  const head = `(select h.head from event_streams h where h.stream_id = ${streamId})`;
  const position = `coalesce(
    (select e.position ${entries} and e.log_position <= ${checkpoint} order by e.position desc limit 1),
    (select e.position - 1 ${entries} order by e.position limit 1),
    ${head}, 0)`;
  // `offset 0` has each part computed once, and events found by their positions.
  const now = `(select ${position} as position offset 0) now`;
  const reached = `(select case when now.position - ${walk} between 0 and ${LONGEST_WALK} then ${walk} else now.position end as position
    from ${now} offset 0) reached`;
  if (told === null) return `(select reached.position from ${reached})`;
  // Without an upper bound PostgreSQL expects a third of the stream there, and reads the whole table.
  const ahead = `array(select ahead.id from (
    select ${told.of('l')} as id
    from (select e.log_position ${entries} and e.position > reached.position and e.position <= ${head} offset 0) e
    cross join lateral (select * from event_log l where l.position = e.log_position offset 0) l
    union all
    select ${told.of('o')} from outbox_events o
    where ${streamId} = any(o.streams) and not exists (select from event_log l where l.id = o.id)
  ) ahead where ahead.id is not null order by ahead.id)`;
  return `(select reached.position, ${ahead} as ahead from ${reached} offset 0)`;
}

/** Where the walk that a page belongs to began, at a place whose parameters begin with that. */
export const walkAt = (sql: StatementBuilder, prefix: string): string =>
  sql.parameter(parameter(`${prefix}page.reached`), 'bigint');

/** That a row was there in its turn. `reached` is the alias of a row of `reachedIn`; the search in `ahead` is a binary one. */
export function inTurn(
  sql: StatementBuilder,
  { told }: ListStream,
  row: { entity: EntityClass; alias: string },
  reached: string,
): string {
  if (told === null) return 'true';
  const known = sql.column({ ...row, property: told.property });
  return `(${reached}.ahead[width_bucket(${known}, ${reached}.ahead)] = ${known}) is not true`;
}
