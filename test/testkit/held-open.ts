import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation, WatchedPlace } from './watched-place.js';

const SECONDS = 3;
const [WRITERS, WRITINGS_EACH] = [50, 2];

/** Fifty write while the transaction of another stays open, with its event written: expects that nobody is held up by it or misses it. */
export async function expectNobodyHeldUp(place: WatchedPlace, installation: Installation): Promise<void> {
  await holdOpen(installation, 'Slow');
  const before = place.written.length;
  const began = performance.now();
  const writingSlowly = place.write('Slow');
  await sleep(100);
  const [half, otherHalf] = [0, 1].map((rest) => place.listeners.filter((_one, index) => index % 2 === rest)) as [any[], any[]];
  half.forEach((one) => one.interrupt());
  await Promise.all(Array.from({ length: WRITERS }, () => place.writeMany(WRITINGS_EACH, () => 0)));
  otherHalf.forEach((one) => one.interrupt());
  const slow = await writingSlowly;
  expect(slow.acknowledged - began).toBeGreaterThan(SECONDS * 1_000);

  // Long before: on a machine with much to do, delivering takes its time, too.
  const quick = place.written.slice(before).filter(({ acknowledged }) => acknowledged < slow.acknowledged - 1_000);
  expect(quick.length).toBeGreaterThanOrEqual(WRITERS / 2);
  await place.expectNothingLostOrDoubled();
  expect(quick.filter((writing) => place.heardBy(writing) >= slow.acknowledged)).toEqual([]);
  expect(place.heardBy(slow)).toBeLessThan(slow.acknowledged + 5_000);
}

/** Has the transaction that makes a folder of that name stay open for a while, when all of it is written and nothing committed. */
async function holdOpen({ rows }: Installation, name: string): Promise<void> {
  await rows(
    `create function hold_open() returns trigger language plpgsql as $$ begin perform pg_sleep(${SECONDS}); return null; end $$`,
  );
  await rows(`create constraint trigger hold_open after insert on outbox_events deferrable initially deferred
    for each row when (new.type = 'folder.created' and new.data->>'name' = '${name}') execute function hold_open()`);
}
