import { eventually } from './socket.js';
import type { Installation, WatchedPlace } from './watched-place.js';

const [WRITERS, WRITINGS_EACH] = [50, 2];
/** Milliseconds for what takes a second on a quiet machine. */
const PATIENCE = 45_000;

/** Fifty write while the transaction of another stays open, with its event written: expects that nobody is held up by it or misses it. */
export async function expectNobodyHeldUp(place: WatchedPlace, installation: Installation): Promise<void> {
  const letGo = await holdOpen(installation, 'Slow');
  const before = place.written.length;
  let isSlowDone = false;
  const writingSlowly = place.write('Slow').finally(() => (isSlowDone = true));
  await eventually(() => isHeld(installation), PATIENCE);

  const [half, otherHalf] = [0, 1].map((rest) => place.listeners.filter((_one, index) => index % 2 === rest)) as [any[], any[]];
  half.forEach((one) => one.interrupt());
  await Promise.all(Array.from({ length: WRITERS }, () => place.writeMany(WRITINGS_EACH, () => 0)));
  otherHalf.forEach((one) => one.interrupt());
  const quick = place.written.slice(before);
  expect(quick).toHaveLength(WRITERS * WRITINGS_EACH);
  await eventually(() => quick.every((writing) => place.isHeard(writing)), PATIENCE);
  expect(isSlowDone).toBe(false);

  await letGo();
  const slow = await writingSlowly;
  await place.expectNothingLostOrDoubled();
  expect(place.isHeard(slow)).toBe(true);
}

/**
 * Has the transaction that makes a folder of that name stay open when all of it is written and nothing committed.
 * @returns what lets it commit.
 */
async function holdOpen({ rows }: Installation, name: string): Promise<() => Promise<unknown>> {
  await rows('create table holding (it boolean)');
  await rows('insert into holding values (true)');
  // Each look has a snapshot of its own.
  await rows(`create function hold_open() returns trigger language plpgsql as $$ begin
    while exists (select from holding) loop perform pg_sleep(0.02); end loop; return null; end $$`);
  await rows(`create constraint trigger hold_open after insert on outbox_events deferrable initially deferred
    for each row when (new.type = 'folder.created' and new.data->>'name' = '${name}') execute function hold_open()`);
  return () => rows('delete from holding');
}

/** Whether a transaction is being held open. */
async function isHeld({ rows }: Installation): Promise<boolean | undefined> {
  const [row] = await rows<{ held: boolean }>(
    `select count(*) > 0 as held from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
  );
  return row!.held || undefined;
}
