import { derivedId, encodeId } from '../../src/shared/ids.js';
import type { Cluster } from './cluster.js';

/** The entry of a stream in the event log, with the id of the activity that tells of it. */
export interface LogEntry {
  position: number;
  activityId: string;
  type: string;
  subjectId: string;
  name: string;
}

/** All of a stream, in its order, as it stands in the database. */
export async function streamOf(database: Pick<Cluster, 'rows'>, streamId: string): Promise<LogEntry[]> {
  const rows = await database.rows<{ position: number; id: string; type: string; subjectId: string; name: string }>(
    `select e.position::int, l.id, l.type, l.subject_id as "subjectId", l.data->>'name' as name
    from event_stream_entries e join event_log l on l.position = e.log_position where e.stream_id = $1 order by e.position`,
    [streamId],
  );
  return rows.map(({ id, ...row }) => ({ ...row, activityId: encodeId('Activity', derivedId(id, 'activity')) }));
}
