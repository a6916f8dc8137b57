import pg from 'pg';
import { projectUpdated } from '../../../src/events/project.events.js';
import { newId } from '../../../src/shared/ids.js';
import { consume, type LoggedEvent, type Processor } from '../../../src/workers/consumer.js';
import { relayEvents } from '../../../src/workers/relay.js';
import { RelationalDatabase } from '../../../src/database/relational-database.js';
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

const insert = `insert into outbox_events (id, type, organization_id, project_id, streams, data, occurred_at) values ($1, $2, $3, $4, $5, $6, now())`;

/** Writes an event as a service does, on whichever connection. */
async function announce(
  connection: pg.Client | pg.Pool,
  organizationId: string,
  name: string,
  projectId = newId(),
): Promise<void> {
  const event = projectUpdated({ by: null, subjectId: projectId, organizationId, projectId, name, fields: [] });
  await connection.query(insert, [event.id, event.type, organizationId, projectId, event.streams, event.data]);
}

const client = async () => {
  const connected = new pg.Client({ connectionString: test.url });
  await connected.connect();
  return connected;
};

const logged = async () =>
  await database.rows<{ name: string; position: number }>({
    text: `select data->>'name' as name, position from event_log order by position`,
    values: [],
  });

const streamPositions = async (streamId: string) =>
  (
    await database.rows<{ position: number }>({
      text: 'select position from event_stream_entries where stream_id = $1 order by position',
      values: [streamId],
    })
  ).map(({ position }) => position);

describe('the relay', () => {
  it('gives positions without gaps, in the whole log and in each stream', async () => {
    const [one, other] = [newId(), newId()];
    const connection = await client();
    for (let turn = 0; turn < 10; turn++) await announce(connection, turn % 3 === 0 ? one : other, `event ${turn}`);
    await relayEvents(database);
    for (let turn = 10; turn < 14; turn++) await announce(connection, one, `event ${turn}`);
    await relayEvents(database);
    await connection.end();

    expect((await logged()).map(({ position }) => position)).toEqual(Array.from({ length: 14 }, (_, index) => index + 1));
    expect((await logged()).map(({ name }) => name)).toEqual(Array.from({ length: 14 }, (_, index) => `event ${index}`));
    expect(await streamPositions(one)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await streamPositions(other)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('passes over nothing and holds nobody up when a transaction stays open', async () => {
    const organization = newId();
    const [slow, quick] = [await client(), await client()];
    await slow.query('begin');
    await announce(slow, organization, 'slow');
    await announce(quick, organization, 'quick');
    await relayEvents(database);
    expect((await logged()).map(({ name }) => name)).toEqual(['quick']);

    await slow.query('commit');
    await relayEvents(database);
    expect((await logged()).map(({ name }) => name)).toEqual(['quick', 'slow']);
    await Promise.all([slow.end(), quick.end()]);
  });

  it('writes each event once when several lead at the same time, while others write', async () => {
    const organization = newId();
    const pool = new pg.Pool({ connectionString: test.url, max: 5 });
    const writing = Promise.all(
      Array.from({ length: 5 }, async (_, writer) => {
        for (let turn = 0; turn < 40; turn++) await announce(pool, organization, `${writer}:${turn}`);
      }),
    );
    let done = false;
    const leading = Promise.all(
      Array.from({ length: 3 }, async () => {
        while (!done) await relayEvents(database);
      }),
    );
    await writing;
    done = true;
    await leading;
    await relayEvents(database);
    await pool.end();

    const names = (await logged()).map(({ name }) => name);
    expect(new Set(names).size).toBe(200);
    expect(await streamPositions(organization)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    // What one writer committed before it began the next comes first.
    for (let writer = 0; writer < 5; writer++) {
      const turns = names.filter((name) => name.startsWith(`${writer}:`)).map((name) => Number(name.split(':')[1]));
      expect(turns).toEqual(Array.from({ length: 40 }, (_, index) => index));
    }
  });
});

describe('two that believe they lead', () => {
  it('write each of thousands of events once, in an order without gaps', async () => {
    const [WRITERS, TURNS, AT_ONCE] = [4, 30, 40];
    const all = WRITERS * TURNS * AT_ONCE;
    const organization = newId();
    const projects = Array.from({ length: WRITERS }, newId);
    const insertMany = `insert into outbox_events (id, type, organization_id, project_id, streams, data, occurred_at)
      select gen_random_uuid(), 'project.updated', $1, $2, array[$1, $2]::uuid[], jsonb_build_object('name', $3::int * ${AT_ONCE} + n), now()
      from generate_series(0, ${AT_ONCE - 1}) n`;
    const pool = new pg.Pool({ connectionString: test.url, max: WRITERS });
    const writing = Promise.all(
      projects.map(async (project) => {
        for (let turn = 0; turn < TURNS; turn++) await pool.query(insertMany, [organization, project, turn]);
      }),
    );
    let done = false;
    const other = await RelationalDatabase.open({ url: test.url });
    const moved = await Promise.all([
      ...[database, other].map(async (one) => {
        let count = 0;
        while (!done) count += await relayEvents(one);
        return count + (await relayEvents(one));
      }),
      writing.then(() => ((done = true), 0)),
    ]);
    await Promise.all([pool.end(), other.close()]);

    expect(moved.slice(0, 2).every((count) => count > 0)).toBe(true);
    expect(moved.reduce((sum, count) => sum + count)).toBe(all);
    const upToHead = (head: number) => Array.from({ length: head }, (_, index) => index + 1);
    expect((await logged()).map(({ position }) => position)).toEqual(upToHead(all));
    expect(await streamPositions(organization)).toEqual(upToHead(all));
    for (const project of projects) {
      expect(await streamPositions(project)).toEqual(upToHead(all / WRITERS));
      const names = await database.rows<{ name: number }>({
        text: `select (data->>'name')::int as name from event_log where project_id = $1 order by position`,
        values: [project],
      });
      expect(names.map(({ name }) => name)).toEqual(upToHead(all / WRITERS).map((position) => position - 1));
    }
  });
});

describe('a consumer', () => {
  const gathering = (name: string, into: LoggedEvent[], fail: () => boolean = () => false): Processor => ({
    name,
    handle: async (events) => {
      if (fail()) throw new Error('away');
      into.push(...events);
    },
  });

  it('goes on where it stopped, and one that fails stops no other', async () => {
    const organization = newId();
    const connection = await client();
    const [good, bad]: [LoggedEvent[], LoggedEvent[]] = [[], []];
    let broken = true;
    const failing = gathering('failing', bad, () => broken);
    await announce(connection, organization, 'first');
    await relayEvents(database);
    await consume(database, gathering('good', good));
    await expect(consume(database, failing)).rejects.toThrow('away');

    await announce(connection, organization, 'second');
    await relayEvents(database);
    await consume(database, gathering('good', good));
    broken = false;
    await consume(database, failing);
    await connection.end();

    expect(good.map(({ data }) => data['name'])).toEqual(['first', 'second']);
    expect(bad.map(({ data }) => data['name'])).toEqual(['first', 'second']);
    expect(good[1]!.positions).toMatchObject({ [organization]: 2 });
  });
});
