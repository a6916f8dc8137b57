import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { generateFolder } from '../generate/generate-folder.ts';
import type { Sizes } from '../generate/world.ts';
import { insertFolder } from '../operations/write-folder.ts';
import { runAtrium } from './run-atrium.ts';

/** Belongs to all organizations, so that a list of them is the same for Atrium as for servers that know no permissions. */
export const OBSERVER = 'observer@people.example';

/** Fills an empty database: the product's own tables, by its migrations, and made-up rows, by its import. */
export async function seed(databaseUrl: string, directory: string, sizes: Sizes): Promise<void> {
  const data = join(directory, 'data');
  await generateFolder(data, sizes);
  await runAtrium(directory, databaseUrl, 'import', data);
  await rm(data, { recursive: true });

  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(addObserver, [OBSERVER]);
    for (const statement of forPeers) await client.query(statement);
    await client.query('vacuum (analyze)');
  } finally {
    await client.end();
  }
}

const addObserver = `
  with observer as (
    insert into users (id, created_at, updated_at, email, username, name)
    values (gen_random_uuid(), now(), now(), $1, 'observer', 'Observer') returning id
  )
  insert into organization_members (id, created_at, updated_at, organization_id, user_id, role)
  select gen_random_uuid(), now(), now(), o.id, observer.id, 'MEMBER' from organizations o, observer`;

/**
 * Where the other servers write their events, to which no relay listens, so that Atrium does not work while they are
 * measured; and, for PostGraphile, their mutation as a function, which is how it takes one.
 */
const forPeers = [
  'create schema bench',
  'create table bench.events (like public.outbox_events including all)',
  `create function bench.add_folder(place uuid, called text) returns public.folders language sql volatile as $body$
     ${insertFolder.replaceAll('$1', 'place').replaceAll('$2', 'called')} select * from made $body$`,
];
