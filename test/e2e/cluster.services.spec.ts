import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pick, randomFrom } from '../../bench/generate/random.ts';
import { advisoryLocks } from '../../src/database/advisory-locks.js';
import { Cluster } from '../testkit/cluster.js';
import { expectNobodyHeldUp } from '../testkit/held-open.js';
import { eventually } from '../testkit/socket.js';
import { WatchedPlace } from '../testkit/watched-place.js';

/** @needs nginx */
/** @needs redis-server */

const SERVERS = 3;
const [WRITERS, WRITINGS_EACH] = [10, 100];

const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));
const tell = (line: string) => process.stderr.write(`${line}\n`);

let cluster: Cluster;
let place: WatchedPlace;
/** Whether those who ask again and again go on. */
let asking = false;
beforeAll(async () => {
  cluster = await Cluster.start(SERVERS);
  place = await WatchedPlace.in(cluster);
  place.listen(2);
}, 60_000);
afterEach(() => {
  asking = false;
});
afterAll(async () => {
  await place?.close();
  await cluster?.close();
}, 30_000);

describe(`three servers behind a load balancer (KILL_SEED=${seed})`, () => {
  it('lose and double nothing when they are killed at any moment, whoever leads', async () => {
    const random = randomFrom(seed, 'kills');
    const everyone = [...cluster.servers.keys()];
    const all = WRITERS * WRITINGS_EACH;
    const writing = Promise.all(Array.from({ length: WRITERS }, () => place.writeMany(WRITINGS_EACH, () => random() * 200)));

    const kills: { at: number; led: boolean }[] = [];
    // What is under way in a killed server is free to be done by another one 15 s later.
    while (place.begun < all * 0.7 && kills.length < 4) {
      await sleep(random() * 1_000);
      const leader = kills.length % 2 === 0 ? await cluster.leader() : undefined;
      const victim = leader ?? pick(random, everyone);
      kills.push({ at: performance.now(), led: leader !== undefined });
      await cluster.killServer(victim);
      await cluster.startServer(victim);
    }
    await writing;

    expect(place.written).toHaveLength(all);
    await place.expectNothingLostOrDoubled();
    const pauses = kills.map(({ at }) => place.pauseAfter(at));
    tell(
      `until some, and all, heard of what came after a kill: ${pauses.map(({ first, last }) => `${first}, ${last} ms`).join('; ')}`,
    );
    expect(Math.max(...pauses.map(({ first }) => first))).toBeLessThan(5_000);
    expect(Math.max(...pauses.map(({ last }) => last))).toBeLessThan(20_000);
    expect(kills.some(({ led }) => led)).toBe(true);
    expect(place.listeners.some(({ breaks }) => breaks > 0)).toBe(true);
  }, 90_000);

  it('go on when the one that leads is killed in the midst of it', async () => {
    const holder = new pg.Client({ connectionString: cluster.postgres.url });
    await holder.connect();
    await holder.query('begin');
    await holder.query('select from event_streams for update');
    await place.write();
    const leader = await eventually(() => cluster.holderOf(advisoryLocks.relay));
    const at = performance.now();
    await cluster.killServer(leader);
    await holder.end();
    await Promise.all([place.write(), place.write()]);
    await place.expectNothingLostOrDoubled();
    const pause = place.pauseAfter(at);
    tell(`until some, and all, heard of what came after it: ${pause.first}, ${pause.last} ms`);
    expect(pause.last).toBeLessThan(5_000);
    await cluster.startServer(leader);
  }, 60_000);

  it('answer everybody while Redis is away, and their streams lose nothing', async () => {
    const durations: number[] = [];
    asking = true;
    const ask = async (what: () => Promise<unknown>) => {
      while (asking) {
        const began = performance.now();
        await what();
        durations.push(performance.now() - began);
        await sleep(50);
      }
    };
    const asked = Promise.all([
      ask(async () =>
        expect(await place.owner.query('{ viewer { email } }')).toEqual({ viewer: { email: 'noa@people.example' } }),
      ),
      ask(async () => expect(await place.tryToWrite()).toBeNull()),
      ask(async () => expect(await place.tryToWrite()).toBeNull()),
    ]);
    await sleep(500);
    await cluster.redis.stop();
    await sleep(2_000);
    for (const { url } of cluster.servers) {
      const ready = await fetch(`${url}/health/ready`);
      expect([ready.status, await ready.json()]).toMatchObject([200, { services: { database: 'up', redis: 'down' } }]);
    }
    place.listeners.filter((_one, index) => index % 2 === 0).forEach((one) => one.interrupt());
    await sleep(8_000);
    await cluster.redis.start();
    const back = performance.now();
    await sleep(1_000);
    asking = false;
    await asked;

    await place.expectNothingLostOrDoubled();
    const pause = place.pauseAfter(back);
    tell(
      `${durations.length} answers, the slowest after ${Math.round(Math.max(...durations))} ms; heard ${pause.last} ms after its return`,
    );
    expect(Math.max(...durations)).toBeLessThan(2_000);
    expect(durations.length).toBeGreaterThan(100);
    expect(pause.last).toBeLessThan(5_000);
  }, 60_000);

  it('are not ready while PostgreSQL is away, good soon after its return, and say truly what they have done', async () => {
    const writing = Promise.all(Array.from({ length: 5 }, () => place.writeMany(15, () => 50)));
    asking = true;
    const codes = new Map<string | null, number>();
    const trying = Promise.all(
      Array.from({ length: 5 }, async () => {
        while (asking) {
          const code = await place.tryToWrite();
          codes.set(code, (codes.get(code) ?? 0) + 1);
          await sleep(20);
        }
      }),
    );
    const readiness = () => Promise.all(cluster.servers.map(async ({ url }) => (await fetch(`${url}/health/ready`)).status));
    expect(await readiness()).toEqual([200, 200, 200]);
    await sleep(500);
    await cluster.postgres.stop();
    expect(await readiness()).toEqual([503, 503, 503]);
    await sleep(3_000);
    expect(await readiness()).toEqual([503, 503, 503]);

    await cluster.postgres.start();
    const back = performance.now();
    await eventually(async () => (await readiness()).every((status) => status === 200));
    await eventually(async () => (await place.tryToWrite()) === null);
    const good = performance.now() - back;
    await sleep(500);
    asking = false;
    await Promise.all([writing, trying]);

    await place.expectNothingLostOrDoubled();
    const pause = place.pauseAfter(back);
    tell(`good after ${Math.round(good)} ms, heard after ${pause.last} ms; ${JSON.stringify([...codes])}`);
    expect([...codes.keys()].filter((code) => code !== null)).toEqual(['SERVICE_UNAVAILABLE']);
    expect(good).toBeLessThan(5_000);
  }, 60_000);

  it('hold up nobody while one of many transactions stays open, and who resumes meanwhile hears it too', async () => {
    await expectNobodyHeldUp(place, cluster);
  }, 60_000);
});
