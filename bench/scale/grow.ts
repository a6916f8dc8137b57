import type pg from 'pg';
import { withoutIndexes } from './without-indexes.ts';

/** As many copies at once as make progress worth a line. */
const AT_ONCE = 11;

/**
 * Makes the files so many times as many. Each project's list grows alike: copies stand beside what they are copies of. For every
 * tenth file there is a version, a line of the activity log and a notification.
 */
export async function grow(client: pg.Client, times: number, onProgress: (line: string) => void): Promise<void> {
  await client.query(`set maintenance_work_mem = '1GB'; set synchronous_commit = off; set statement_timeout = 0`);
  await withoutIndexes(client, 'files', async () => {
    const columns = (await client.query<{ name: string }>(COLUMNS)).rows.map(({ name }) => name);
    await client.query('create temp table originals as select * from files');
    for (let from = 1; from < times; from += AT_ONCE) {
      await client.query(copyStatement(columns), [from, Math.min(times, from + AT_ONCE) - 1]);
      onProgress(`${Math.min(times, from + AT_ONCE)} times the files`);
    }
    onProgress('making the indexes of the files again');
  });
  for (const [table, fill] of Object.entries(companions)) {
    await withoutIndexes(client, table, async () => void (await client.query(fill)));
    onProgress(`filled ${table}`);
  }
  await client.query('vacuum (analyze)');
}

const COLUMNS = `
  select quote_ident(attname) as name from pg_attribute where attrelid = 'files'::regclass and attnum > 0 and not attisdropped order by attnum`;

/** Files of a project are at least a second apart. */
function copyStatement(columns: readonly string[]): string {
  const copied: Readonly<Record<string, string>> = {
    id: 'gen_random_uuid()',
    created_at: `o.created_at + n * interval '7 milliseconds'`,
    name: `o.name || '.' || n`,
  };
  const values = columns.map((name) => copied[name] ?? `o.${name}`);
  return `insert into files (${columns.join()}) select ${values.join()} from originals o, generate_series($1::int, $2::int) n`;
}

const companions: Readonly<Record<string, string>> = {
  file_versions: `
    insert into file_versions (id, created_at, organization_id, file_id, number, state, mime_type, size, uploaded_by_id)
    select gen_random_uuid(), created_at, organization_id, id, 1, state, mime_type, size, uploaded_by_id
    from files tablesample bernoulli (10) repeatable (1)`,
  activities: `
    insert into activities (id, created_at, type, actor_id, organization_id, project_id, subject_type, subject_id, data)
    select gen_random_uuid(), created_at, 'FILE_UPLOADED', uploaded_by_id, organization_id, project_id, 'FILE', id, '{}'
    from files tablesample bernoulli (10) repeatable (2)`,
  notifications: `
    insert into notifications (id, created_at, user_id, type, title, actor_id, subject_type, subject_id, organization_id, project_id, read_at)
    select gen_random_uuid(), created_at, uploaded_by_id, 'SYSTEM', name, uploaded_by_id, 'FILE', id, organization_id, project_id,
      case when random() < 0.9 then created_at end
    from files tablesample bernoulli (10) repeatable (3)`,
};
