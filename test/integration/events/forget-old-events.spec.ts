import { RelationalDatabase } from '../../../src/database/relational-database.js';
import { newId } from '../../../src/shared/ids.js';
import { consume } from '../../../src/workers/consumer.js';
import { forgetOldEvents } from '../../../src/workers/forget-old-events.js';
import { relayEvents } from '../../../src/workers/relay.js';
import { testDatabase, type TestDatabase } from '../../testkit/database.js';

let test: TestDatabase;
let database: RelationalDatabase;
beforeEach(async () => {
  test = await testDatabase();
  database = await RelationalDatabase.open({ url: test.url });
});
afterEach(async () => {
  await database.close();
  await test.drop();
});

const OLD = new Date('2026-01-01T00:00:00Z');
const BEFORE = new Date('2026-02-01T00:00:00Z');
const YOUNG = new Date('2026-02-01T00:00:00.001Z');
const insert = `
  insert into outbox_events (id, type, streams, data, occurred_at)
  select gen_random_uuid(), 'test.happened', ?::uuid[], '{}', ? from generate_series(1, ?)`;

/** Has so many events of these streams happen, and brings them into the log. */
async function happen(count: number, at: Date, ...streams: string[]): Promise<void> {
  await database.em.execute(insert, [`{${streams.join()}}`, at, count]);
  await relayEvents(database);
}

const consumers = async (...names: string[]) => {
  for (const name of names) await consume(database, { name, handle: async () => undefined });
};

const positions = async (text: string, ...values: unknown[]) =>
  (await database.rows<{ position: number }>({ text, values })).map(({ position }) => position);
const inLog = () => positions('select position from event_log order by position');
const inStream = (streamId: string) =>
  positions('select position from event_stream_entries where stream_id = $1 order by position', streamId);
const headOf = (streamId: string) => positions('select head as position from event_streams where stream_id = $1', streamId);

const forget = (signal = new AbortController().signal) => forgetOldEvents(database.em, BEFORE, signal);
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('the log', () => {
  it('forgets what is old, in whole and in each stream, however much it is', async () => {
    const [one, other] = [newId(), newId()];
    await happen(1_500, OLD, one);
    await happen(1_001, OLD, one, other);
    await happen(3, YOUNG, one, other);
    await consumers('live', 'activity');
    expect(await forget()).toEqual({ count: 2_501, more: false, heldBy: [] });
    expect([await inLog(), await inStream(one), await inStream(other)]).toEqual([
      upTo(2_504, 2_502),
      upTo(2_504, 2_502),
      upTo(1_004, 1_002),
    ]);
  });

  it('goes on counting where it was when nothing is left', async () => {
    const stream = newId();
    await happen(3, OLD, stream);
    await consumers('live');
    expect(await forget()).toMatchObject({ count: 3 });
    expect([await inLog(), await inStream(stream), await headOf(stream)]).toEqual([[], [], [3]]);
    await happen(1, YOUNG, stream);
    expect([await inLog(), await inStream(stream)]).toEqual([[4], [4]]);
    expect(await forget()).toEqual({ count: 0, more: false, heldBy: [] });
  });

  it('keeps what is old and came late, so that no stream has a hole', async () => {
    const stream = newId();
    await happen(2, OLD, stream);
    await happen(1, YOUNG, stream);
    await happen(2, OLD, stream);
    await consumers('live');
    expect(await forget()).toMatchObject({ count: 2, heldBy: [] });
    expect(await inStream(stream)).toEqual([3, 4, 5]);
  });

  it('keeps what a consumer has not passed, and says which', async () => {
    const stream = newId();
    expect(await forget()).toEqual({ count: 0, more: false, heldBy: [] });
    await happen(2, OLD, stream);
    expect(await forget()).toMatchObject({ count: 0 });
    await consumers('slow');
    await happen(2, OLD, stream);
    await consumers('quick');
    expect(await forget()).toEqual({ count: 2, more: false, heldBy: ['slow'] });
    expect(await inStream(stream)).toEqual([3, 4]);
    await consumers('slow');
    expect(await forget()).toEqual({ count: 2, more: false, heldBy: [] });
  });

  it('leaves the rest to the next turn when the server stops', async () => {
    await happen(2, OLD, newId());
    await consumers('live');
    expect(await forget(AbortSignal.abort())).toEqual({ count: 0, more: true, heldBy: [] });
    expect(await inLog()).toEqual([1, 2]);
  });
});
