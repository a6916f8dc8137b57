import { named } from '../database/named-statement.js';
import type { RowSource } from '../database/row-source.js';
import type { LiveEvent } from '../events/live-event.js';

/** Columns of the log, `l`, as an event has them. */
export const eventColumns = `l.id, l.type, l.organization_id as "organizationId", l.project_id as "projectId", l.actor_id as "actorId",
    l.subject_type as "subjectType", l.subject_id as "subjectId", l.data, l.occurred_at as "occurredAt"`;

/** How far a stream goes in the log. */
export interface StreamExtent {
  /** The position of its latest event; 0 when there was none yet. */
  head: number;
  /** The position of the first event that is still kept; null when none is. */
  oldest: number | null;
}

/** Events read at a time. */
export const BATCH = 100;

const EXTENT = named(`
  select
    coalesce((select head from event_streams where stream_id = $1::uuid), 0)::int8 as "head",
    (select position from event_stream_entries where stream_id = $1::uuid order by position limit 1)::int8 as "oldest"`);

const AFTER = named(`
  select e.position::int8 as "position", ${eventColumns}
  from event_stream_entries e join event_log l on l.position = e.log_position
  where e.stream_id = $1::uuid and e.position > $2::int8
  order by e.position limit ${BATCH}`);

type Row = LiveEvent['event'] & { position: number; occurredAt: Date };

/** The log, stream by stream: what was announced, whether somebody heard it or not. */
export class StreamLog {
  /** @param source where everything is that was committed, and so no replica. */
  constructor(private readonly source: RowSource) {}

  async extent(streamId: string): Promise<StreamExtent> {
    const [extent] = await this.source.rows<StreamExtent>({
      ...EXTENT,
      values: [streamId],
      lookup: true,
    });
    return extent!;
  }

  /** The next events after a position, in their order; fewer than `BATCH` when there are no more. */
  async after(streamId: string, position: number): Promise<LiveEvent[]> {
    const rows = await this.source.rows<Row>({ ...AFTER, values: [streamId, position] });
    return rows.map(({ position: at, occurredAt, ...event }) => ({
      streamId,
      position: at,
      occurredAt: occurredAt.toISOString(),
      event,
    }));
  }
}
