import { readFileSync } from 'node:fs';
import { testDatabase, type TestDatabase } from '../../testkit/database.js';
import { Client } from '../../testkit/client.js';
import { AskingClient } from '../../testkit/asking-client.js';
import { frame, opcodes, RawSocket } from '../../testkit/raw-socket.js';
import { ServerProcess } from '../../testkit/server-process.js';

/** Milliseconds of each flood, and sockets over which it comes at a time: half of them read what is answered. */
const [LASTS, SOCKETS] = [200, 4];
const MEBIBYTE = 1024 * 1024;
/** MiB of memory that all floods together may add: that of a heap at work. Without bounds it was gibibytes. */
const MOST_MEMORY = 300;

let database: TestDatabase;
let server: ServerProcess;
let client: AskingClient;
let memory: number;
beforeAll(async () => {
  database = await testDatabase();
  server = await ServerProcess.start({ DATABASE_URL: database.url });
  // What the first requests of all kinds make is no flood's.
  await new Client(server.url).query('{ __typename }');
  (await RawSocket.introduced(server.url)).destroy();
  memory = memoryOf(server.child.pid!);
  client = new AskingClient(server.url, server.child.pid!);
  for (let answers = 0; answers < 20; answers += (await client.waits()).length);
});
afterAll(async () => {
  await client.stop();
  await server.end('SIGTERM');
  await database.drop();
});

/** MiB that a process has in memory (Linux). */
const memoryOf = (pid: number) => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

const many = (bytes: Buffer, count = 10_000) => Buffer.concat(Array.from({ length: count }, () => bytes));
const ping = (payload: object) => frame({ type: 'ping', payload });
const filler = (bytes: number) => 'x'.repeat(bytes);
let latest = 0;
const operations = (count: number, payload: object) =>
  Buffer.concat(Array.from({ length: count }, () => frame({ id: `${latest++}`, type: 'subscribe', payload })));

/** What a socket can be sent, as one burst; and whether it has said who it is before. */
const floods: [string, 'KNOWN' | 'UNKNOWN', () => Buffer][] = [
  ['pings', 'KNOWN', () => many(frame({ type: 'ping' }))],
  ['pings before connection_init', 'UNKNOWN', () => many(frame({ type: 'ping' }))],
  ['pings of half a mebibyte', 'UNKNOWN', () => ping({ x: filler(MEBIBYTE / 2) })],
  ['pings with a token of a mebibyte', 'KNOWN', () => ping({ authorization: `Bearer ${filler(MEBIBYTE - 100)}` })],
  ['pings of 300,000 empty lists', 'KNOWN', () => frame(`{"type":"ping","payload":{"a":[${'[],'.repeat(300_000)}[]]}}`)],
  [
    'pings nested 500,000 times',
    'UNKNOWN',
    () => frame(`{"type":"ping","payload":{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}}`),
  ],
  ['pongs', 'KNOWN', () => many(frame({ type: 'pong' }))],
  ['connection_init', 'UNKNOWN', () => many(frame({ type: 'connection_init' }))],
  ['connection_init of a mebibyte', 'UNKNOWN', () => frame({ type: 'connection_init', payload: { x: filler(MEBIBYTE - 100) } })],
  [
    'connection_init with a token of a mebibyte',
    'UNKNOWN',
    () => frame({ type: 'connection_init', payload: { authorization: `Bearer ${filler(MEBIBYTE - 100)}` } }),
  ],
  ['queries', 'KNOWN', () => operations(2_000, { query: '{ __typename }' })],
  ['operations that are refused', 'KNOWN', () => operations(2_000, { query: '{' })],
  ['operations that are not valid', 'KNOWN', () => operations(50, { query: `{ ${'nothing '.repeat(900)}}` })],
  [
    'operations with a mebibyte of variables',
    'KNOWN',
    () => operations(1, { query: '{ __typename }', variables: { x: filler(MEBIBYTE - 200) } }),
  ],
  ['one id again and again', 'KNOWN', () => many(frame({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } }))],
  [
    'ids of a mebibyte',
    'KNOWN',
    () => frame({ id: filler(MEBIBYTE - 200), type: 'subscribe', payload: { query: '{ __typename }' } }),
  ],
  ['complete of what is not there', 'KNOWN', () => many(frame({ type: 'complete', id: 'x' }))],
  ['what only servers say', 'UNKNOWN', () => many(frame({ type: 'connection_ack' }))],
  ['what is no JSON', 'UNKNOWN', () => many(frame('{'))],
  ['binary', 'UNKNOWN', () => many(frame(Buffer.from('{}'), opcodes.BINARY))],
  ['empty texts', 'UNKNOWN', () => many(frame(''))],
  [
    'fragments of a byte',
    'UNKNOWN',
    () => Buffer.concat([frame('{', opcodes.TEXT, { fin: false }), many(frame('1', opcodes.CONTINUATION, { fin: false }))]),
  ],
  [
    'fragments of nothing',
    'UNKNOWN',
    () => Buffer.concat([frame('{', opcodes.TEXT, { fin: false }), many(frame('', opcodes.CONTINUATION, { fin: false }))]),
  ],
  ['pings of WebSocket', 'UNKNOWN', () => many(frame('', opcodes.PING))],
  ['pongs of WebSocket', 'UNKNOWN', () => many(frame('x'.repeat(125), opcodes.PONG))],
  ['closes of WebSocket', 'UNKNOWN', () => many(frame('', opcodes.CLOSE))],
  ['frames without a mask', 'UNKNOWN', () => many(frame({ type: 'ping' }, opcodes.TEXT, { masked: false }))],
  ['bytes at random', 'UNKNOWN', () => Buffer.alloc(64 * 1024, 0x83)],
];

/** Floods over one socket after the other, as the server closes them. What it is closed with is told elsewhere. */
async function flood(kind: 'KNOWN' | 'UNKNOWN', burst: () => Buffer, reads: boolean, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const socket = await (kind === 'KNOWN' ? RawSocket.introduced(server.url) : RawSocket.open(server.url));
    if (!reads) socket.stopReading();
    while (socket.closeCode === null && !isOver()) await socket.write(burst(), 50);
    socket.destroy();
  }
}

describe('another client', () => {
  it.each(floods)('never waits while there is a flood of %s, and the memory stays', async (_, kind, burst) => {
    await client.waits();
    const waits: number[] = [];
    const began = performance.now();
    const isOver = () => performance.now() - began > LASTS && waits.length >= 3;
    const flooding = Array.from({ length: SOCKETS }, (_socket, n) => flood(kind, burst, n % 2 === 0, isOver));
    while (!isOver()) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      waits.push(...(await client.waits()));
    }
    await Promise.all(flooding);
    expect(Math.max(...waits)).toBeLessThan(100);
    expect(memoryOf(server.child.pid!) - memory).toBeLessThan(MOST_MEMORY);
  });
});
