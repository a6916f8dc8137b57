import { connect } from 'node:net';
import { TestApp } from '../../testkit/app.js';
import { exchange, postGraphql } from '../../testkit/exchange.js';
import { Socket } from '../../testkit/socket.js';
import type { Person } from '../../testkit/world.js';

const cost = '{ rateLimit { cost } }';
const used = '{ rateLimit { used } }';
const KIB = 1024;

describe('the bytes of a request', () => {
  let test: TestApp;
  let ada: Person;
  beforeAll(async () => {
    test = await TestApp.start({ config: { redisUrl: null } });
    ada = await test.world().person('Ada');
  });
  afterAll(() => test.close());

  /** A body of exactly so many bytes. */
  const body = (bytes: number) => {
    const start = `{"query":"${cost}","variables":{"junk":"`;
    return `${start}${'x'.repeat(bytes - start.length - 3)}"}}`;
  };
  const price = async (sent: RequestInit, path = '/graphql') =>
    (await exchange(`${test.url}${path}`, { method: 'POST', ...sent })).body.data.rateLimit.cost;
  const json = { 'content-type': 'application/json' };
  const base = 2;

  it.each([
    [1 * KIB, base],
    [8 * KIB, base],
    [8 * KIB + 1, base + 1],
    [9 * KIB, base + 1],
    [108 * KIB, base + 100],
    [1024 * KIB, base + 1016],
  ])('%i of them, as JSON, cost %i points with the operation', async (bytes, points) => {
    expect(await price({ headers: json, body: body(bytes) })).toBe(points);
    // Prepared, and signed in.
    expect(await price({ headers: { ...json, authorization: `Bearer ${ada.token}` }, body: body(bytes) })).toBe(points);
  });

  it('cost the same in a form, where files are free', async () => {
    const form = new FormData();
    form.set('operations', body(107 * KIB));
    form.set('map', `{"0":[]${' '.repeat(KIB - 9)}}`);
    form.set('0', new Blob(['x'.repeat(500_000)]), 'large.bin');
    expect(await price({ headers: { 'apollo-require-preflight': 'true' }, body: form })).toBe(base + 100);
  });

  it('cost the same over a socket and as server-sent events', async () => {
    const socket = Socket.of(ada);
    const heard = await socket.subscribe(cost, { junk: 'x'.repeat(100 * KIB) });
    expect((await heard.atLeast(1))[0].cost).toBe(base + 93);
    await socket.close();
    const { text } = await exchange(`${test.url}/graphql/stream`, { method: 'POST', headers: json, body: body(108 * KIB) });
    expect(text).toContain(`"cost":${base + 100}`);
  });

  it('do not make the events of a subscription dearer', async () => {
    const { owner, project } = await test.world().studio();
    const socket = Socket.of(owner);
    const heard = await socket.subscribe(
      'subscription ($id: ID!) { projectUpdated: projectActivity(projectId: $id) { cursor } }',
      {
        id: project.id,
        junk: 'x'.repeat(500 * KIB),
      },
    );
    const spent = async () => (await owner.query(used)).rateLimit.used as number;
    const before = await spent();
    await owner.query(`mutation ($input: CreateFolderInput!) { createFolder(input: $input) { __typename } }`, {
      input: { parentId: project.rootFolderId, name: 'One' },
    });
    await heard.atLeast(1);
    await socket.close();
    expect((await spent()) - before).toBeLessThan(30);
  });
});

describe('what is refused on the way to the gate', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await TestApp.start({ config: { redisUrl: null } });
  });
  afterAll(() => test.close());

  const json = { 'content-type': 'application/json' };
  const spent = async () => (await test.signedOut.query(used)).rateLimit.used as number;

  it.each<[string, () => RequestInit, number]>([
    [
      'a token that is not good',
      () => ({ headers: { ...json, authorization: 'Bearer x' }, body: JSON.stringify({ query: used }) }),
      10,
    ],
    [
      'a token that is not good, before 100 KiB',
      () => ({
        headers: { ...json, authorization: 'Bearer x' },
        body: JSON.stringify({ query: used, a: 'x'.repeat(100 * KIB) }),
      }),
      103,
    ],
    ['no JSON', () => ({ headers: json, body: 'x'.repeat(108 * KIB) }), 110],
    ['JSON that is too deep', () => ({ headers: json, body: '['.repeat(108 * KIB) }), 110],
    ['a batch', () => ({ headers: json, body: JSON.stringify([{ query: used }]) }), 10],
    ['a form without the header that it needs', () => ({ body: new FormData() }), 10],
    [
      'a form that cannot be read',
      () => ({ headers: { 'content-type': 'multipart/form-data', 'apollo-require-preflight': 'true' }, body: 'x' }),
      10,
    ],
    ['another type', () => ({ headers: { 'content-type': 'text/plain' }, body: 'x' }), 10],
  ])('%s: is paid for by the address', async (_, request, points) => {
    const before = await spent();
    const { status } = await exchange(`${test.url}/graphql`, { method: 'POST', ...request() });
    expect([400, 401, 415]).toContain(status);
    expect((await spent()) - before - 2).toBe(points);
  });

  it('a refusal at the gate is paid for once', async () => {
    const before = await spent();
    await postGraphql(test.url, { query: '{ none }' });
    expect((await spent()) - before - 2).toBe(11);
  });
});

describe('who is over their budget', () => {
  let test: TestApp;
  let ada: Person;
  beforeAll(async () => {
    const limits = {
      operationCost: 1_000,
      budget: 5_000,
      signInsPerAccount: 100,
      signInsPerAddress: 100,
      signUpsPerAddress: 100,
    };
    test = await TestApp.start({ config: { redisUrl: null, limits } });
    ada = await test.world().person('Ada');
    await spend();
  });
  afterAll(() => test.close());

  async function spend(): Promise<void> {
    for (let times = 0; times < 10; times++) await postGraphql(test.url, { query: '{ none }', a: 'x'.repeat(1_000_000) });
  }

  it('is refused before the body was sent', async () => {
    const answer = await answerToHead(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 429 [^]*retry-after: \d+[^]*"code":"RATE_LIMITED","retryAfterSeconds":\d+/i);
    expect(answer).toMatch(/ratelimit: "default";r=0;t=\d+/i);
  });

  it('is refused with a token that is not good, too', async () => {
    const { status } = await postGraphql(test.url, { query: used }, { authorization: 'Bearer x' });
    expect(status).toBe(429);
  });

  it('stops nobody who is signed in at the same address', async () => {
    expect(await ada.query('{ viewer { email } }')).toEqual({ viewer: { email: ada.email } });
  });

  function answerToHead(head: string): Promise<string> {
    const { hostname, port } = new URL(test.url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(head));
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.includes('RATE_LIMITED')) socket.destroy();
      });
      socket.on('close', () => resolve(text)).on('error', reject);
    });
  }
});
