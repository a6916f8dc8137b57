import { advisoryLocks } from '../../../../src/database/advisory-locks.js';
import { notificationReceived } from '../../../../src/events/notification.events.js';
import { withClient } from './tables.js';

/** Events of some of the rows of a world, by a digit that depends on the row's id. Who has another is older than all events. */
const digit = (id: string) => `abs(hashtext(${id}::text)) % 10`;
const consumed = [0, 1, 2, 3];
const logged = [4, 5];
const waiting = [6, 7];

/** They are of no kind that a consumer knows, so that they have no effect. */
const outbox = 'insert into outbox_events (id, type, organization_id, project_id, streams, data, occurred_at)';
const eventOf = (row: string) => `md5('event of ' || ${row}.id)::uuid`;
const ofActivities = (digits: number[]) => `
  update activities a set event_id = ${eventOf('a')} where ${digit('a.id')} in (${digits.join()});
  ${outbox} select ${eventOf('a')}, 'fuzz.happened', organization_id, project_id,
    array_remove(array[organization_id, project_id], null), '{}', created_at
    from activities a where ${digit('a.id')} in (${digits.join()}) order by created_at, id;`;
const ofNotifications = (digits: number[]) => `
  ${outbox} select ${eventOf('n')}, '${notificationReceived.type}', null, null, array[user_id],
    json_build_object('notificationId', id), created_at
    from notifications n where ${digit('n.id')} in (${digits.join()}) order by created_at, id;`;
const happen = (digits: number[]) => ofActivities(digits) + ofNotifications(digits);
const relay = `select relay_events(${advisoryLocks.relay}, 1000000);`;
const reach = (consumers: string) => `
  insert into consumer_checkpoints (consumer, position, updated_at)
    select consumer, (select coalesce(max(position), 0) from event_log), now() from unnest('{${consumers}}'::text[]) consumer
    on conflict (consumer) do update set position = excluded.position;`;
const hold = (name: string, when: string, table: string) => `
  create function hold_${name}() returns trigger language plpgsql as $$ begin raise exception 'held'; end $$;
  create trigger hold_${name} before ${when} on ${table} for each statement
    when (current_setting('application_name') = 'atrium') execute function hold_${name}();`;

/**
 * Makes it that some documents have events that are told already, which some streams have forgotten, and others are there before
 * their turn: their events are in the log before the consumers, or in the outbox. There they stay, for nothing is carried on.
 */
export const holdEventsOnTheirWay = (databaseUrl: string): Promise<unknown> =>
  withClient(databaseUrl, (client) =>
    client.query(`
      ${hold('consumers', 'insert or update', 'consumer_checkpoints')}
      ${happen(consumed)} ${relay}
      delete from event_stream_entries where position <= 2 or ${digit('stream_id')} < 4;
      ${reach('activity,notifications')}
      ${happen(logged)} ${relay}
      ${reach('live,mail')}
      ${hold('relay', 'delete', 'outbox_events')}
      ${happen(waiting)}
      ${outbox} select id, type, organization_id, project_id, streams, data, occurred_at from event_log order by md5(id::text) limit 20;
      analyze;`),
  );
