import { Migration } from '@mikro-orm/migrations';

/**
 * The relay as a function: one round trip, and planned once by each connection.
 *
 * It moves committed events from the outbox to the log and gives them their places in it and in their streams. The lock lives as
 * long as its transaction, so two that believe they lead cannot both write, and a dead one holds nothing; what is moved is seen by a
 * statement of its own, and so as it is once the lock is held. Rows seen at once are ordered by their sequence: B's is higher than
 * A's if A had committed when B began. What the log has already, since a consumer gave rise to it twice, goes no further.
 */
export class Migration20261121212500_relay_function extends Migration {
  override name = 'Migration20261121212500_relay_function';

  override up(): void {
    this.addSql(`
      create function relay_events(lock_key bigint, batch integer) returns integer language plpgsql as $$
      declare
        -- The stream that holds every event: its positions are those of the log itself.
        whole_log constant uuid := '00000000-0000-0000-0000-000000000000';
        taken_count integer;
      begin
        perform pg_advisory_xact_lock(lock_key);
        with taken as (
          delete from outbox_events where id in (select id from outbox_events order by sequence limit batch) returning *
        ), moved as (
          select * from taken where not exists (select from event_log known where known.id = taken.id)
        ), places as (
          select m.id, stream.id as stream_id, row_number() over (partition by stream.id order by m.sequence) as offset_in_batch
          from moved m cross join lateral (select distinct unnest(m.streams || whole_log) as id) stream
        ), added as (
          select stream_id, count(*) as count from places group by stream_id
        ), heads as (
          insert into event_streams as known (stream_id, head)
          select stream_id, count from added
          on conflict (stream_id) do update set head = known.head + excluded.head
          returning stream_id, head
        ), bases as (
          select stream_id, heads.head - added.count as base from heads join added using (stream_id)
        ), positions as (
          select places.id, places.stream_id, bases.base + places.offset_in_batch as position from places join bases using (stream_id)
        ), logged as (
          insert into event_log (id, type, organization_id, project_id, actor_id, subject_type, subject_id, streams, data, origin, occurred_at, position)
          select m.id, m.type, m.organization_id, m.project_id, m.actor_id, m.subject_type, m.subject_id, m.streams, m.data, m.origin, m.occurred_at, p.position
          from moved m join positions p on p.id = m.id and p.stream_id = whole_log
          returning id, position
        ), entries as (
          insert into event_stream_entries (stream_id, position, log_position)
          select positions.stream_id, positions.position, logged.position from positions join logged using (id)
          where positions.stream_id <> whole_log
        )
        select count(*)::int into taken_count from taken;
        return taken_count;
      end $$;`);
  }

  override down(): void {
    this.addSql(`drop function relay_events(bigint, integer);`);
  }
}
