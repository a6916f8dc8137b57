import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '../shared/clock.js';
import type { FileStorage } from '../storage/file-storage.js';
import { discardContent, doomContentOf } from './doomed-content.js';

/** What goes: a project or an organization that was given up, with all that is in it. */
export interface Leaving {
  type: 'PROJECT' | 'ORGANIZATION';
  id: string;
}

interface Parts {
  em: EntityManager;
  storage: FileStorage;
  clock: Clock;
  /** Set off when the server stops. */
  stopping?: AbortSignal;
}

/** How many rows a statement takes: few enough that nobody waits long for a lock. */
const BATCH = 1_000;

const places = { PROJECT: 'project_id', ORGANIZATION: 'organization_id' } as const;
const tables = { PROJECT: 'projects', ORGANIZATION: 'organizations' } as const;
type Place = (typeof places)[Leaving['type']];

/** Files first, with their versions and the keys of their bytes, so that what follows has little left to cascade to. */
const clearFiles = (place: Place) => `
  with going as (select id from files where ${place} = ? limit ${BATCH}),
  doomed as (${doomContentOf('file.id in (select id from going)')}),
  gone as (delete from files where id in (select id from going) returning id)
  select (select count(*)::int from gone) as count, array(select key from doomed) as keys`;

/** Root folders go with their project; with a folder goes what is below it. */
const clearFolders = (place: Place) => `
  with gone as (
    delete from folders where id in (select id from folders where ${place} = ? and parent_id is not null limit ${BATCH})
    returning id
  )
  select count(*)::int as count from gone`;

const clearRows = (table: string, place: Place) => `
  with gone as (delete from ${table} where id in (select id from ${table} where ${place} = ? limit ${BATCH}) returning id)
  select count(*)::int as count from gone`;

/**
 * Removes the rows and bytes of what was given up, batch by batch, each in a transaction of its own; the last row is its own.
 * Cut off at any moment, it can be begun anew. What the activity log says of a project stays; that of an organization goes with it,
 * as do the notifications from there.
 */
export async function clearAway({ em, storage, clock, stopping }: Parts, { type, id }: Leaving): Promise<void> {
  const place = places[type];
  const clear = async (statement: string): Promise<void> => {
    for (let full = true; full && !stopping?.aborted;) {
      const [{ count }] = await em.fork().execute<[{ count: number }]>(statement, [id]);
      full = count >= BATCH;
    }
  };
  for (let full = true; full && !stopping?.aborted;) {
    const [{ count, keys }] = await em.fork().execute<[{ count: number; keys: string[] }]>(clearFiles(place), [id, clock.now()]);
    await discardContent(em, storage, keys);
    full = count >= BATCH;
  }
  await clear(clearFolders(place));
  if (type === 'ORGANIZATION') {
    // Members before projects: a statement takes the people that it touches in order, which what cascades from many does not.
    for (const table of ['project_members', 'projects', 'organization_members', 'notifications', 'activities'])
      await clear(clearRows(table, place));
  }
  if (!stopping?.aborted) await em.fork().execute(`delete from ${tables[type]} where id = ? and purged_at is not null`, [id]);
}
