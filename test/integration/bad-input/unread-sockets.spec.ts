import { TestApp } from '../../testkit/app.js';
import { frame, RawSocket } from '../../testkit/raw-socket.js';
import { MAX_CONNECTIONS } from '../../../src/server/tally.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

/** More than a mebibyte, and what the systems of both sides keep of it. */
const UNREAD = 24 * 1024 * 1024;
const TRY_AGAIN_LATER = 1013;

/** Writes so often, and reads nothing meanwhile. @returns the code with which the server closes. */
async function unread(socket: RawSocket, times: number, bytes: (n: number) => Buffer): Promise<number> {
  socket.stopReading();
  for (let n = 0; n < times; n++) await socket.write(bytes(n), 500);
  return socket.closed();
}

const subscribe = (n: number, query: string) => frame({ id: `${n}`, type: 'subscribe', payload: { query } });

describe('a socket that does not read', () => {
  const size = 64 * 1024;
  const introspection = '{ __schema { types { name description fields { name description type { name } } } } }';
  const ping = frame({ type: 'ping', payload: { x: 'x'.repeat(size) } });

  it('is closed when a mebibyte of pongs waits, also before it says who it is', async () => {
    expect(await unread(await RawSocket.open(test.url), UNREAD / size, () => ping)).toBe(TRY_AGAIN_LATER);
    expect(await unread(await RawSocket.introduced(test.url), UNREAD / size, () => ping)).toBe(TRY_AGAIN_LATER);
  });

  it('is closed when refusals wait', async () => {
    const fragments = Array.from({ length: 50 }, (_, n) => `...f${n}${'x'.repeat(300)}`).join(' ');
    const bytesEach = 16_000;
    const socket = await RawSocket.introduced(test.url);
    expect(await unread(socket, UNREAD / bytesEach, (n) => subscribe(n, `{ ${fragments} }`))).toBe(TRY_AGAIN_LATER);
  });

  it('is not read from while its answers wait, and is closed when it goes on like that', async () => {
    const socket = await RawSocket.introduced(test.url);
    socket.say({ id: 'first', type: 'subscribe', payload: { query: introspection } });
    const { payload } = await socket.hears('next');
    const bytesEach = JSON.stringify(payload).length;
    socket.stopReading();
    for (let n = 0; n < UNREAD / bytesEach; n++) socket.tcp.write(subscribe(n, introspection));
    while (await socket.write(ping, 1_000));
    // It reads again when it has closed.
    expect(await socket.taken(20_000)).toBe(true);
    expect(await socket.closed()).toBe(TRY_AGAIN_LATER);
  });

  it('gets all answers when it reads, however much they are together', async () => {
    const socket = await RawSocket.introduced(test.url, (await test.world().person('Ada')).token);
    const times = 90;
    for (let n = 0; n < times; n++) socket.tcp.write(subscribe(n, introspection));
    while (socket.messages.filter(({ type }) => type === 'complete').length < times) await socket.next();
    expect(socket.messages.filter(({ type }) => type === 'next')).toHaveLength(times);
    socket.destroy();
  });
});

describe('a subscription', () => {
  it('of an id that is longer than any needs to be is refused', async () => {
    const socket = await RawSocket.introduced(test.url);
    socket.say({ id: 'x'.repeat(300), type: 'subscribe', payload: { query: '{ __typename }' } });
    expect(await socket.closed()).toBe(4400);
  });
});

describe('sockets before connection_init', () => {
  it('count for their address, until they say whose they are', async () => {
    const ada = await test.world().person('Ada');
    const sockets = await Promise.all(Array.from({ length: MAX_CONNECTIONS }, () => RawSocket.open(test.url)));
    const open = async () => {
      const socket = await RawSocket.open(test.url);
      socket.say({ type: 'ping' });
      return { socket, answer: await socket.hears('pong').catch(() => socket.closeCode) };
    };
    expect((await open()).answer).toBe(TRY_AGAIN_LATER);

    sockets[0]!.say({ type: 'connection_init', payload: { authorization: `Bearer ${ada.token}` } });
    await sockets[0]!.hears('connection_ack');
    const another = await open();
    expect(another.answer).toEqual({ type: 'pong' });
    expect((await open()).answer).toBe(TRY_AGAIN_LATER);
    for (const socket of [...sockets, another.socket]) socket.destroy();
  });
});
