import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import WebSocket from 'ws';
import { CommandRun } from '../testkit/command-run.js';
import { testDatabase, type TestDatabase } from '../testkit/database.js';
import { runAtrium } from '../testkit/run-atrium.js';
import { ServerProcess } from '../testkit/server-process.js';
import { Socket } from '../testkit/socket.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Runs a server that does not get to serve. */
async function serve(environment: Record<string, string>) {
  const { code, out, err } = await runAtrium(['serve'], { DATABASE_URL: database.url, PORT: '0', ...environment });
  return { code, lines: (out + err).trimEnd().split('\n') };
}

/** That no PostgreSQL of that data directory is left; it removes this file as the last thing it does. */
const nothingRuns = async (dataDir: string): Promise<void> => {
  expect(existsSync(join(dataDir, 'postgres', 'data', 'postmaster.pid'))).toBe(false);
};

describe('a start that cannot work', () => {
  let taken: Server;
  beforeAll(async () => {
    taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => taken.close(resolve)));

  it('since the port is taken ends with one line', async () => {
    const { port } = taken.address() as AddressInfo;
    expect(await serve({ PORT: String(port) })).toEqual({
      code: 1,
      lines: [
        `Port ${port} of 127.0.0.1 is taken by another process. Stop that process, or set PORT to another one (0 picks a free port).`,
      ],
    });
  });

  it.each([
    // RFC 5737: for documentation, so no machine has it; RFC 6761: a name that never exists.
    ['192.0.2.1', 'which is no address of this machine.'],
    ['atrium.invalid', 'a name that'],
  ])('since HOST is %s says so', async (host, reason) => {
    const { code, lines } = await serve({ HOST: host });
    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining(`HOST is ${host}, ${reason}`)] });
  });

  it('since the data directory cannot be made says so', async () => {
    const path = join(process.cwd(), 'package.json', 'data');
    expect(await serve({ ATRIUM_DATA_DIR: path })).toEqual({
      code: 1,
      lines: [`The data directory ${path} is no directory. Set ATRIUM_DATA_DIR to a directory of your own.`],
    });
  });

  it('since settings are wrong tells all of them, a line each', async () => {
    expect(await serve({ PORT: 'x', REDIS_URL: 'redis://:100%@cache', ATRIUM_COLOUR: 'red' })).toEqual({
      code: 1,
      lines: [
        expect.stringContaining('ATRIUM_COLOUR is no setting'),
        expect.stringContaining('PORT is "x"'),
        expect.stringContaining('REDIS_URL is a value (not shown'),
      ],
    });
  });

  it('since it is the image and was told nothing says what production needs', async () => {
    const settings = /^ENV (.*)$/m
      .exec(readFileSync('Dockerfile', 'utf8'))![1]!
      .split(' ')
      .map((one) => one.split('='));
    const image = Object.fromEntries(settings.filter(([name]) => name !== 'ATRIUM_DATA_DIR')) as Record<string, string>;
    const { code, out, err } = await runAtrium(['serve'], image);
    expect({ code, out, lines: err.trimEnd().split('\n') }).toEqual({
      code: 1,
      out: '',
      lines: [
        expect.stringContaining('DATABASE_URL is missing'),
        expect.stringContaining('ATRIUM_SIGNING_KEYS is missing'),
        expect.stringContaining('ATRIUM_PUBLIC_URL is missing'),
      ],
    });
  });

  it('stops the embedded PostgreSQL again', async () => {
    const { port } = taken.address() as AddressInfo;
    const run = await CommandRun.start(['serve'], { PORT: String(port) });
    const { code, lines } = await run.end(nothingRuns);
    expect({ code, lines }).toEqual({
      code: 1,
      lines: ['Initialising the embedded PostgreSQL.', expect.stringContaining('is taken')],
    });
  });
});

describe('a server on an address of its own kind', () => {
  it.each(['::', '0.0.0.0'])('HOST=%s takes sockets and goes on', async (host) => {
    const server = await ServerProcess.start({ DATABASE_URL: database.url, HOST: host });
    expect(new URL(server.url).hostname).toMatch(/^(\[::1\]|127\.0\.0\.1)$/);
    const socket = new Socket(server.url, null);
    const heard = await socket.subscribe('{ __typename }');
    expect(await heard.atLeast(1)).toEqual(['Query']);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    expect((await server.end('SIGTERM')).code).toBe(0);
  });
});

describe('a signal', () => {
  it('SIGTERM during the start ends it and leaves nothing running', async () => {
    const run = await CommandRun.start(['serve']);
    await run.said('Initialising the embedded PostgreSQL.');
    run.signal('SIGTERM');
    const { code, lines } = await run.end(nothingRuns);
    expect({ code, last: lines.at(-1) }).toEqual({ code: 1, last: 'Stopped by SIGTERM before the start was complete.' });
  });

  it('SIGHUP drains a server as SIGTERM does', async () => {
    const server = await ServerProcess.start();
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const closed = once(socket, 'close');
    await once(socket, 'open');
    const { code } = await server.end('SIGHUP', nothingRuns);
    expect({ code, closed: (await closed)[0] }).toEqual({ code: 0, closed: 1012 });
  });

  it('ends a command that started the embedded PostgreSQL, and that with it', async () => {
    const run = await CommandRun.start(['migrate']);
    await run.said('Initialising the embedded PostgreSQL.');
    run.signal('SIGHUP');
    const { code } = await run.end(nothingRuns);
    expect(code).toBe(1);
  });
});
