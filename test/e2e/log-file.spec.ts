import { mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '../testkit/database.js';
import { postGraphql } from '../testkit/exchange.js';
import { ServerProcess } from '../testkit/server-process.js';
import { eventually } from '../testkit/socket.js';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'atrium-log-file-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const ask = async ({ url }: ServerProcess, requestId: string) =>
  (await postGraphql(url, { query: '{ rateLimit { cost } }' }, { 'x-request-id': requestId })).status;

/** The ids of the requests of which a file tells; every line is JSON. */
const requestsIn = async (file: string): Promise<string[]> =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
    .flatMap(({ requestId, msg }) => (msg === 'request completed' ? [requestId] : []));

describe('the log file of a server', () => {
  it('is full: requests are answered, it is told once, and lines are written when there is room', async () => {
    const file = join(folder, 'full.log');
    await symlink('/dev/full', file);
    const server = await ServerProcess.start({ DATABASE_URL: database.url, LOG_FILE: file, LOG_LEVEL: 'info' });
    for (const id of ['first', 'second']) {
      expect(await ask(server, id)).toBe(200);
      await eventually(() => server.output.includes('(ENOSPC)'));
    }
    await rm(file);
    server.child.kill('SIGUSR2');
    await eventually(() => server.output.includes('is written to'));
    await eventually(async () => (await requestsIn(file)).length === 2 || undefined);
    expect(await requestsIn(file)).toEqual(['first', 'second']);
    expect(server.output.split('\n').filter((line) => line.startsWith('The log '))).toEqual([
      expect.stringContaining(`cannot be written to ${file}: no space left on device (ENOSPC). Atrium goes on;`),
      `The log is written to ${file} again; no line was dropped.`,
    ]);
    expect((await server.end('SIGTERM')).code).toBe(0);
  });

  it('stays full: the server ends all the same', async () => {
    const server = await ServerProcess.start({ DATABASE_URL: database.url, LOG_FILE: '/dev/full', LOG_LEVEL: 'info' });
    expect(await ask(server, 'unwritten')).toBe(200);
    expect((await server.end('SIGTERM')).code).toBe(0);
    expect(server.output).toMatch(/could not be written to \/dev\/full to its end; lines lost: \d+\./);
  });

  it('is moved away and opened anew on SIGUSR2', async () => {
    const file = join(folder, 'moved.log');
    const server = await ServerProcess.start({ DATABASE_URL: database.url, LOG_FILE: file, LOG_LEVEL: 'info' });
    await ask(server, 'before');
    await rename(file, `${file}.1`);
    await ask(server, 'between');
    server.child.kill('SIGUSR2');
    await eventually(() => readFile(file).then(Boolean, () => undefined));
    await ask(server, 'after');
    expect((await server.end('SIGTERM')).code).toBe(0);
    expect([await requestsIn(`${file}.1`), await requestsIn(file)].flat()).toEqual(['before', 'between', 'after']);
    expect(await requestsIn(file)).toContain('after');
  });

  it('is a folder: the start says so in one line, and starts nothing', async () => {
    await expect(ServerProcess.start({ LOG_FILE: folder })).rejects.toThrow(
      `The server ended with 1:\nLOG_FILE ${folder} cannot be opened: illegal operation on a directory (EISDIR). Set it to a file that this user may write, or to nothing to log to standard output.\n`,
    );
  });
});
