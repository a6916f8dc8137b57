import { connect, type Socket as TcpSocket } from 'node:net';
import { randomBytes } from 'node:crypto';
import WebSocket, { type ClientOptions } from 'ws';
import { TestApp } from '../../testkit/app.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import type { Person } from '../../testkit/world.js';

const clock = new SettableClock();
let test: TestApp;
let ada: Person;
beforeAll(async () => {
  test = await TestApp.start({
    clock,
    patience: { connectionInit: 300 },
    config: { corsOrigins: ['https://app.example'], publicUrl: 'https://api.example' },
  });
  ada = await test.world().person('Ada');
});
afterEach(async () => {
  expect(await test.signedOut.query('{ viewer { email } }')).toEqual({ viewer: null });
});
afterAll(() => test.close());

const PROTOCOL = 'graphql-transport-ws';
const open = (options: ClientOptions = {}, protocol: string | string[] = PROTOCOL) =>
  new WebSocket(`${test.url.replace('http', 'ws')}/graphql`, protocol, options);

/** The code with which the server closes. */
const closed = (socket: WebSocket) =>
  new Promise<number>((resolve) => socket.on('error', () => undefined).once('close', (code) => resolve(code)));
const opened = (socket: WebSocket) => new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));

/** The status with which an upgrade is answered. */
const upgrade = (options: ClientOptions) =>
  new Promise<number>((resolve, reject) => {
    const socket = open(options);
    socket
      .once('open', () => (socket.close(), resolve(101)))
      .once('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode!);
      });
    socket.on('error', reject);
  });

describe('the page that opens a socket', () => {
  it.each(['https://app.example', 'https://api.example'])('may be of %s', async (origin) => {
    expect(await upgrade({ origin })).toBe(101);
  });

  it('may be of this server, by whichever name it is called', async () => {
    expect(await upgrade({ origin: test.url })).toBe(101);
    expect(await upgrade({ origin: 'http://atrium.internal:4000', headers: { host: 'Atrium.internal:4000' } })).toBe(101);
  });

  it('may be none at all', async () => expect(await upgrade({})).toBe(101));

  it.each([
    'https://evil.example',
    'null',
    '',
    'https://app.example.evil.example',
    'http://app.example',
    'https://app.example:1',
    'app.example',
    'file://',
    'https://api.example@evil.example',
  ])('may not be of %p', async (origin) => {
    expect(await upgrade({ headers: { origin } })).toBe(403);
  });
});

describe('a handshake that is none', () => {
  it.each([
    ['without a key', 'GET', 'Sec-WebSocket-Version: 13\r\n'],
    ['of another version', 'GET', `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 7\r\n`],
    ['by POST', 'POST', `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n`],
    [
      'with a broken list of protocols',
      'GET',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ,,\r\n`,
    ],
  ])('%s is refused in JSON', async (_, method, headers) => {
    const answer = await overTcp(
      `${method} /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${headers}\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 [^]*application\/json[^]*BAD_USER_INPUT/);
  });

  it.each(['/nowhere', '/graphql'])('at %s, from who hangs up at once, does no harm', async (path) => {
    for (let times = 0; times < 20; times++) {
      const socket = await tcp();
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nOrigin: null\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
      socket.resetAndDestroy();
    }
  });
});

describe('a socket', () => {
  it.each<[string, string | string[], number]>([
    // The client hangs up by itself when the server agrees to nothing that it offered.
    ['another protocol', 'graphql-ws', 1006],
    ['no protocol', [], 4406],
  ])('of %s is closed', async (_, protocol, code) => {
    expect(await closed(open({}, protocol))).toBe(code);
  });

  it('that never says who opened it is closed', async () => {
    expect(await closed(open())).toBe(4408);
  });

  it.each<[string, number, string | Buffer]>([
    ['no JSON', 4400, 'hello'],
    ['half JSON', 4400, '{"type":"connection_init"'],
    ['null', 4400, 'null'],
    ['a number', 4400, '1'],
    ['a list', 4400, '[]'],
    ['no type', 4400, '{}'],
    ['a type nobody knows', 4400, '{"type":"drop_tables"}'],
    ['a type that is no text', 4400, '{"type":{}}'],
    ['a prototype', 4400, '{"__proto__":{"type":"connection_init"}}'],
    ['what only servers say', 4400, '{"type":"connection_ack"}'],
    ['an answer', 4400, '{"type":"next","id":"1","payload":{"data":null}}'],
    ['parameters that are a list', 4400, '{"type":"connection_init","payload":["authorization"]}'],
    ['parameters that are a text', 4400, '{"type":"connection_init","payload":"authorization"}'],
    ['parameters that are a number', 4400, '{"type":"connection_init","payload":1}'],
    ['an operation before it says who it is', 4401, '{"type":"subscribe","id":"1","payload":{"query":"{ __typename }"}}'],
    ['a binary message', 1003, Buffer.from('{"type":"connection_init"}')],
    ['more than a mebibyte', 1009, `{"type":"ping","payload":{"a":"${'x'.repeat(1024 * 1024)}"}}`],
    ['an object as a token', 4403, '{"type":"connection_init","payload":{"authorization":{"token":"x"}}}'],
    ['a list as a token', 4403, '{"type":"connection_init","payload":{"authorization":["Bearer x"]}}'],
    ['a number as a token', 4403, '{"type":"connection_init","payload":{"authorization":1}}'],
    ['a boolean as a token', 4403, '{"type":"connection_init","payload":{"authorization":true}}'],
    ['a forged token', 4403, '{"type":"connection_init","payload":{"authorization":"Bearer x.y.z"}}'],
  ])('that sends %s is closed', async (_, code, message) => {
    const socket = open();
    await opened(socket);
    socket.send(message);
    expect(await closed(socket)).toBe(code);
  });

  it('that introduces itself twice is closed', async () => {
    const socket = open();
    await opened(socket);
    socket.send('{"type":"connection_init"}');
    socket.send('{"type":"connection_init"}');
    expect(await closed(socket)).toBe(4429);
  });

  it.each<[string, unknown]>([
    ['no payload', { id: '1', type: 'subscribe' }],
    ['an id that is a number', { id: 1, type: 'subscribe', payload: { query: '{ __typename }' } }],
    ['no id', { type: 'subscribe', payload: { query: '{ __typename }' } }],
    ['a query that is an object', { id: '1', type: 'subscribe', payload: { query: {} } }],
    ['variables that are a text', { id: '1', type: 'subscribe', payload: { query: '{ __typename }', variables: 'x' } }],
    ['an operation name that is a list', { id: '1', type: 'subscribe', payload: { query: '{ __typename }', operationName: [] } }],
    ['extensions that are a text', { id: '1', type: 'subscribe', payload: { query: '{ __typename }', extensions: 'x' } }],
  ])('whose operation has %s is closed', async (_, message) => {
    const socket = open();
    await opened(socket);
    socket.send('{"type":"connection_init"}');
    socket.send(JSON.stringify(message));
    expect(await closed(socket)).toBe(4400);
  });

  it.each(['__proto__', 'constructor', 'toString'])('may call an operation %s', async (id) => {
    const socket = open();
    await opened(socket);
    const answers: any[] = [];
    socket.on('message', (data: Buffer) => answers.push(JSON.parse(data.toString())));
    socket.once('message', () => socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query: '{ __typename }' } })));
    socket.send('{"type":"connection_init"}');
    await new Promise<void>((resolve) => socket.on('message', () => answers.at(-1).type === 'complete' && resolve()));
    expect(answers.map(({ type, id }) => [type, id])).toEqual([
      ['connection_ack', undefined],
      ['next', id],
      ['complete', id],
    ]);
    socket.close();
  });

  it.each<[string, Buffer]>([
    ['garbage', randomBytes(64)],
    ['an unmasked frame', Buffer.from([0x81, 0x02, 0x7b, 0x7d])],
    ['a reserved opcode', Buffer.from([0x83, 0x80, 0, 0, 0, 0])],
    ['a control frame that is too long', Buffer.from([0x89, 0xfe, 0x00, 0x80, 0, 0, 0, 0])],
    ['a frame of eight exabytes', Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])],
    ['a text that is no UTF-8', Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe])],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ])('into which somebody writes %s is closed', async (_, bytes) => {
    const answer = await overTcp(
      `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Protocol: ${PROTOCOL}\r\n\r\n`,
      bytes,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 101 /);
    expect(answer).not.toMatch(/ at |node_modules|\/src\//);
  });

  it('is closed when its token expires, so that its client comes back with a fresh one', async () => {
    clock.pass({ minutes: 14, seconds: 58 });
    const socket = open();
    await opened(socket);
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${ada.token}` } }));
    const over = closed(socket);
    await new Promise((resolve) => socket.once('message', resolve));
    // As long as it is good, nothing is closed.
    expect(await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 1_200, 'open'))])).toBe('open');
    clock.pass({ seconds: 3 });
    expect(await over).toBe(4403);
  });
});

const tcp = () =>
  new Promise<TcpSocket>((resolve, reject) => {
    const { hostname, port } = new URL(test.url);
    const socket: TcpSocket = connect(Number(port), hostname, () => resolve(socket));
    socket.on('error', reject);
  });

/** What comes back for some bytes, and some more after the first answer, until the server closes the connection. */
async function overTcp(head: string, rest?: Buffer): Promise<string> {
  const socket = await tcp();
  let text = '';
  socket.on('data', (chunk) => {
    if (text === '' && rest) socket.write(rest);
    text += chunk.toString('latin1');
  });
  socket.on('end', () => socket.end());
  socket.write(head);
  return new Promise((resolve) => socket.on('close', () => resolve(text)));
}
