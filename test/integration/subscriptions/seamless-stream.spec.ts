import fc from 'fast-check';
import { RelationalDatabase } from '../../../src/database/relational-database.js';
import { topicOf, type LiveEvent } from '../../../src/events/live-event.js';
import { projectUpdated } from '../../../src/events/project.events.js';
import { StreamLog } from '../../../src/loaders/stream-log.js';
import { FanOut, type Listener } from '../../../src/messaging/fan-out.js';
import { InProcessPubSub } from '../../../src/messaging/in-process-pub-sub.js';
import { SeamlessStream } from '../../../src/server/streams/seamless-stream.js';
import { newId } from '../../../src/shared/ids.js';
import { relayEvents } from '../../../src/workers/relay.js';
import { testDatabase, type TestDatabase } from '../../testkit/database.js';
import { upTo } from '../../testkit/streamed-place.js';

/*
 * Where the log and what is announced are joined, whatever becomes of the announcements.
 */
const EVENTS = 230;
let test: TestDatabase;
let database: RelationalDatabase;
let log: StreamLog;
const pubSub = new InProcessPubSub();
const live = new FanOut(pubSub);
beforeAll(async () => {
  test = await testDatabase();
  database = await RelationalDatabase.open({ url: test.url });
  log = new StreamLog(database);
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

const insert = `insert into outbox_events (id, type, organization_id, streams, data, occurred_at)
  select gen_random_uuid(), $1::text, $2::uuid, array[$2::uuid], '{}', now() from generate_series(1, $3::int)`;

/** A stream of which the log holds so many events. */
async function stream(count: number): Promise<string> {
  const streamId = newId();
  await database.rows({ text: insert, values: [projectUpdated.type, streamId, count] });
  await relayEvents(database);
  return streamId;
}

const announce = async (streamId: string, position: number) => {
  const [event] = await log.after(streamId, position - 1);
  await pubSub.publish(topicOf(streamId), event);
};

async function open(streamId: string, after: number, head: number): Promise<[SeamlessStream, Listener]> {
  const listener = await live.listen(topicOf(streamId));
  return [new SeamlessStream({ streamId, after, head, listener, log }), listener];
}

const positions = (messages: readonly unknown[] | null) => (messages as LiveEvent[]).map(({ position }) => position);

describe('a stream', () => {
  it('hands out each event once and in order, whichever announcements come, come twice, late, or not at all', async () => {
    const streamId = await stream(EVENTS);
    const positionIn = fc.integer({ min: 1, max: EVENTS });
    const heard = fc.array(
      fc.oneof({ weight: 9, arbitrary: positionIn }, { weight: 1, arbitrary: fc.constant('lost' as const) }),
      {
        maxLength: 60,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: EVENTS }),
        fc.integer({ min: 0, max: EVENTS }),
        heard,
        async (one, other, said) => {
          const [after, head] = [Math.min(one, other), Math.max(one, other)];
          const [events, listener] = await open(streamId, after, head);
          for (const message of said) {
            if (message === 'lost') listener.miss();
            else await announce(streamId, message);
          }
          // What ends it: the last one is told in any case.
          listener.miss();
          const handedOut: number[] = [];
          while (handedOut.at(-1) !== EVENTS && after !== EVENTS) handedOut.push(...positions(await events.next()));
          listener.end();
          expect(handedOut).toEqual(upTo(EVENTS - after, after + 1));
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('reads on when announcements say that there is more than it knows', async () => {
    const streamId = await stream(5);
    const [events, listener] = await open(streamId, 1, 2);
    expect(positions(await events.next())).toEqual([2, 3, 4, 5]);
    await announce(streamId, 4);
    await database.rows({ text: insert, values: [projectUpdated.type, streamId, 3] });
    await relayEvents(database);
    await announce(streamId, 8);
    expect(positions(await events.next())).toEqual([6, 7, 8]);
    listener.end();
    expect(await events.next()).toBeNull();
  });

  it('is expired when retention was faster than its reader', async () => {
    const streamId = await stream(EVENTS);
    const [events, listener] = await open(streamId, 0, EVENTS);
    expect(positions(await events.next())).toEqual(upTo(100, 1));
    await database.rows({
      text: 'delete from event_stream_entries where stream_id = $1 and position <= 150',
      values: [streamId],
    });
    await expect(events.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    await database.rows({ text: 'delete from event_stream_entries where stream_id = $1', values: [streamId] });
    await expect(events.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    listener.end();
  });
});
