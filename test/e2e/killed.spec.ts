import { randomInt } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../../bench/generate/random.ts';
import { openEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { freePort } from '../../src/database/embedded/free-port.js';
import { rowsOf } from '../testkit/database.js';
import { holdEmbeddedPostgres, removeEmbeddedPostgres } from '../testkit/own-postgres.js';
import { ServerProcess } from '../testkit/server-process.js';
import { WatchedPlace } from '../testkit/watched-place.js';

const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));

let environment: { PORT: string; ATRIUM_DATA_DIR: string };
let server: ServerProcess;
let letGo: (() => void)[] = [];
let release: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'atrium-killed-'));
  environment = { PORT: String(await freePort()), ATRIUM_DATA_DIR: dataDir };
  server = await ServerProcess.start(environment);
  letGo = await holdEmbeddedPostgres(dataDir);
});
afterAll(async () => {
  for (const one of release) await one();
  // It is the last to use its PostgreSQL, which ends with it.
  await server?.end('SIGTERM');
  letGo.forEach((one) => one());
  await removeEmbeddedPostgres(environment.ATRIUM_DATA_DIR);
});

describe(`a server on the embedded database (KILL_SEED=${seed})`, () => {
  it('loses and doubles nothing when it is killed again and again while people write', async () => {
    const random = randomFrom(seed, 'kills');
    const database = await openEmbeddedPostgres({ dataDir: environment.ATRIUM_DATA_DIR, as: 'command' });
    const rows = <T extends object>(text: string, values?: unknown[]) => rowsOf<T>(database.url, text, values);
    const place = await WatchedPlace.in({ url: server.url, rows });
    release = [() => place.close(), () => database.close()];
    place.listen(2);

    let over = false;
    const writing = Promise.all(
      Array.from({ length: 5 }, async () => {
        while (!over) if ((await place.tryToWrite()) !== null) await sleep(20);
      }),
    );
    const kills: number[] = [];
    for (let turn = 0; turn < 2; turn++) {
      await sleep(200 + random() * 500);
      kills.push(performance.now());
      await server.end('SIGKILL');
      server = await ServerProcess.start(environment);
    }
    await sleep(500);
    over = true;
    await writing;

    await place.expectNothingLostOrDoubled();
    expect(place.unsure.size).toBeGreaterThan(0);
    expect(Math.max(...kills.map((at) => place.pauseAfter(at).last))).toBeLessThan(20_000);
    expect(place.listeners.every(({ breaks }) => breaks > 0)).toBe(true);
  });
});
