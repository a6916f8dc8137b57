import type pg from 'pg';

interface Definition {
  name: string;
  table: string;
  definition: string;
}

/**
 * Does work on a table that has no indexes and no keys meanwhile, and makes them again: filling millions of rows into fifteen
 * indexes one by one takes many times as long.
 */
export async function withoutIndexes(client: pg.Client, table: string, work: () => Promise<void>): Promise<void> {
  const { rows: keys } = await client.query<Definition>(KEYS, [table]);
  const { rows: indexes } = await client.query<Definition>(INDEXES, [table]);
  for (const { name, table: of } of keys) await client.query(`alter table ${of} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  await work();
  for (const { definition } of indexes) await client.query(definition);
  // Foreign keys stand first in the list, for they had to go first.
  for (const { name, table: of, definition } of keys.reverse())
    await client.query(`alter table ${of} add constraint ${name} ${definition}`);
}

const KEYS = `
  select quote_ident(conname) as name, conrelid::regclass::text as table, pg_get_constraintdef(oid) as definition
  from pg_constraint
  where (conrelid = $1::regclass and contype in ('p', 'u', 'f')) or (confrelid = $1::regclass and contype = 'f')
  order by contype <> 'f', oid`;

const INDEXES = `
  select indexrelid::regclass::text as name, indrelid::regclass::text as table, pg_get_indexdef(indexrelid) as definition
  from pg_index i
  where indrelid = $1::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'))
  order by 1`;
