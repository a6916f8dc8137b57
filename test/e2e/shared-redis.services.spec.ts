import { Redis } from 'ioredis';
import { TestApp } from '../testkit/app.js';
import { Client } from '../testkit/client.js';
import { copyDatabase, testDatabase, type TestDatabase } from '../testkit/database.js';
import { createFolder } from '../testkit/operations.js';
import { OwnRedis } from '../testkit/own-redis.js';
import { Socket } from '../testkit/socket.js';

const projectActivity = `subscription ($projectId: ID!) { projectActivity(projectId: $projectId) { activity { summary } } }`;

/** An installation and a copy of it, with the same people and sessions, on one Redis. @needs redis-server */
let redis: OwnRedis;
let databases: TestDatabase[];
let installation: TestApp;
let second: TestApp;
let copy: TestApp;
let place: Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;

beforeAll(async () => {
  redis = await OwnRedis.start();
  const original = await testDatabase();
  databases = [original];
  const first = await TestApp.start({ databaseUrl: original.url, config: { redisUrl: `${redis.url}/0` } });
  const shared = { dataDir: first.dataDir };
  place = await first.world().studio();
  await first.app.settle();
  await first.app.close();
  databases.push(await copyDatabase(original));

  const start = (index: number, number: number) =>
    TestApp.start({ databaseUrl: databases[index]!.url, config: { ...shared, redisUrl: `${redis.url}/${number}` } });
  [installation, second, copy] = await Promise.all([start(0, 0), start(0, 0), start(1, 1)]);
});
afterAll(async () => {
  await Promise.all([installation, second, copy].map((test) => test?.close()));
  await Promise.all(databases.map((database) => database.drop()));
  await redis.close();
});

const at = ({ url }: TestApp) => new Client(url, place.owner.token);
const make = (test: TestApp, name: string) => at(test).mutate(createFolder, { parentId: place.project.rootFolderId, name });

describe('a copy of an installation on another database of the same Redis', () => {
  it('hears its own events alone, and all servers of an installation hear each other', async () => {
    const sockets = [installation, second, copy].map((test) => Socket.of(at(test)));
    const heard = await Promise.all(sockets.map((socket) => socket.subscribe(projectActivity, { projectId: place.project.id })));
    // In turns: were one heard by the other, it would be heard before the next of its own.
    for (const name of ['one', 'two']) {
      await make(installation, `first ${name}`);
      await make(copy, `copy ${name}`);
    }
    const summaries = async (index: number) => (await heard[index]!.atLeast(2)).map(({ activity }) => activity.summary);
    const first = ['created the folder "first one"', 'created the folder "first two"'];
    expect(await Promise.all([0, 1, 2].map(summaries))).toEqual([
      first,
      first,
      ['created the folder "copy one"', 'created the folder "copy two"'],
    ]);
    await Promise.all(sockets.map((socket) => socket.close()));
  });

  it('counts limits apart, under names that one rule of access control can tell (`~atrium:*`, `&atrium:*`)', async () => {
    await Promise.all([installation, second, copy].map((test) => at(test).query('{ viewer { id } }')));
    const namesIn = async (number: number) => {
      const client = new Redis(`${redis.url}/${number}`);
      return client.keys('*').finally(() => client.disconnect());
    };
    const [first, second_] = [await namesIn(0), await namesIn(1)];
    const namespaces = (names: string[]) => new Set(names.map((name) => /^atrium:[\da-f]{16}:/.exec(name)?.[0]));
    expect([namespaces(first).size, namespaces(second_).size]).toEqual([1, 1]);
    expect([...namespaces(first)]).not.toEqual([...namespaces(second_)]);
  });
});
