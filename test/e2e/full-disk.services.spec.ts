import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '../testkit/database.js';
import { postGraphql } from '../testkit/exchange.js';
import { ServerProcess } from '../testkit/server-process.js';
import { eventually } from '../testkit/socket.js';

/** @needs prlimit */

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'atrium-full-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('a log file that cannot grow', () => {
  it('has every line, each whole, once it can', async () => {
    const file = join(folder, 'a.log');
    const server = await ServerProcess.start({ DATABASE_URL: database.url, LOG_FILE: file, LOG_LEVEL: 'info' });
    const mayGrowTo = (bytes: string) =>
      execFileSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:unlimited`]);
    const ask = async () => (await postGraphql(server.url, { query: '{ rateLimit { cost } }' })).status;
    const tellOf = async (count: number) =>
      eventually(async () => (await readFile(file, 'utf8')).match(/request completed/g)?.length === count || undefined);

    await ask();
    await tellOf(1);
    // As on a full disk, a write takes what fits, half a line, and the next one nothing.
    const { size } = statSync(file);
    mayGrowTo(String(size + Math.floor(size / 2)));
    for (let request = 0; request < 50; request += 1) expect(await ask()).toBe(200);
    await eventually(() => server.output.includes(`cannot be written to ${file}: file too large (EFBIG)`));
    expect((await readFile(file, 'utf8')).endsWith('\n')).toBe(false);

    mayGrowTo('unlimited');
    await tellOf(51);
    await eventually(() => server.output.includes(`is written to ${file} again; no line was dropped.`));
    for (const line of (await readFile(file, 'utf8')).trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('time');
    expect((await server.end('SIGTERM')).code).toBe(0);
  });
});
