import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { StartError } from '../../../src/shared/errors.js';
import { sha256 } from '../../../src/server/documents/documents.js';
import { MAX_CONNECTIONS } from '../../../src/server/tally.js';
import { MAX_OPERATIONS } from '../../../src/server/socket-protocol.js';
import { TestApp } from '../../testkit/app.js';
import type { Client } from '../../testkit/client.js';
import { codesOf, postGraphql } from '../../testkit/exchange.js';
import { eventually, Socket } from '../../testkit/socket.js';
import { PASSWORD, type Person } from '../../testkit/world.js';

/** The codes with which an operation is refused over HTTP and over a socket, where it is to be the same. */
async function codes(asker: Client, query: string, variables?: Record<string, unknown>): Promise<(string | undefined)[]> {
  const authorization: Record<string, string> = asker.token === null ? {} : { authorization: `Bearer ${asker.token}` };
  const { body } = await postGraphql(asker.url, { query, variables }, authorization);
  const socket = Socket.of(asker);
  try {
    const heard = await socket.subscribe(query, variables);
    await eventually(() => heard.errors.length > 0 || heard.completed || undefined);
    expect(heard.errors.map(({ extensions }) => extensions.code)).toEqual(codesOf(body) ?? []);
  } finally {
    await socket.close();
  }
  return codesOf(body) ?? [];
}

const many = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

describe('a server with the limits of every day', () => {
  let test: TestApp;
  let ada: Person;
  beforeAll(async () => {
    test = await TestApp.start();
    ada = await test.world().person('Ada');
  });
  afterEach(async () => {
    expect((await ada.query('{ viewer { email } }')).viewer.email).toBe(ada.email);
  });
  afterAll(() => test.close());

  it.each([
    [
      '1,000 sign-ins in one operation',
      `mutation { ${many(1_000, (index) => `a${index}: signIn(input: { email: "a@example.org", password: "x" }) { accessToken }`)} }`,
      'PAYLOAD_TOO_LARGE',
    ],
    [
      '600 sign-ins in one operation',
      `mutation ($input: SignInInput!) { ${many(600, (index) => `a${index}: signIn(input: $input) { accessToken }`)} }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'two sign-ins in one operation',
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } b: signIn(input: $input) { accessToken } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['depth 60', `{ viewer { ${'user { '.repeat(58)} id ${'} '.repeat(58)} } }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['10,000 repeated fields', `{ viewer { ${'id '.repeat(10_000)} } }`, 'GRAPHQL_PARSE_FAILED'],
    ['9,000 repeated fields', `{ viewer { ${'id '.repeat(9_000)} } }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['5,000 directives', `{ viewer { id ${'@skip '.repeat(5_000)} } }`, 'GRAPHQL_PARSE_FAILED'],
    ['4,000 directives', `{ viewer { id ${'@skip '.repeat(4_000)} } }`, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a fragment bomb of 2^24',
      `{ viewer { ...f0 } } ${many(24, (index) => `fragment f${index} on Viewer { ...f${index + 1} ...f${index + 1} }`)} fragment f24 on Viewer { id }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['too many bytes', `{ viewer { id } } #${'x'.repeat(70_000)}`, 'PAYLOAD_TOO_LARGE'],
    [
      'a price that is too high',
      '{ organizations(first: 100) { nodes { projects(first: 100) { nodes { files(first: 100) { nodes { id } } } } } } }',
      'COST_LIMIT_EXCEEDED',
    ],
    ['99999999 at once', '{ users(first: 99999999) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['less than nothing', '{ users(first: -1) { nodes { id } } }', 'BAD_USER_INPUT'],
    [
      'introspection without end',
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('refuses %s, over HTTP and over a socket', async (_, query, code) => {
    expect(await codes(ada, query, { input: { email: 'a@example.org', password: 'x' } })).toContain(code);
  });

  it('refuses several operations in one body', async () => {
    const answer = await postGraphql(test.url, [{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }]);
    expect(answer.status).toBe(400);
    expect(codesOf(answer.body)).toEqual(['BAD_USER_INPUT']);
  });

  it('tells what an operation would have cost', async () => {
    const { body } = await postGraphql(test.url, {
      query: `{ ${many(30, (index) => `a${index}: organizations(first: 100) { nodes { projects(first: 100) { nodes { id } } } }`)} }`,
    });
    expect(body.errors).toMatchObject([{ extensions: { code: 'COST_LIMIT_EXCEEDED', cost: 306_031, limit: 20_000 } }]);
  });

  it('answers introspection in full', async () => {
    const { data } = await ada.send(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, oneOf: true }));
    expect(data.__schema.types.length).toBeGreaterThan(50);
  });

  it('says in headers and in the schema what was spent', async () => {
    const grace = await test.world().person('Grace');
    const authorization = `Bearer ${grace.token}`;
    const query = '{ rateLimit { cost limit used remaining windowSeconds resetAt } viewer { id } }';
    await postGraphql(test.url, { query }, { authorization });
    const { body, headers } = await postGraphql(test.url, { query }, { authorization });
    const { rateLimit } = body.data;
    expect(rateLimit).toMatchObject({ cost: 3, used: 6, limit: 100_000_000, remaining: 99_999_994, windowSeconds: 60 });
    expect(Date.parse(rateLimit.resetAt) - Date.now()).toBeGreaterThan(50_000);
    expect(headers.get('ratelimit-policy')).toBe('"default";q=100000000;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"default";r=99999994;t=(60|59|58)$/);
  });

  it('keeps documents by their hash, also of clients that use sockets', async () => {
    const query = '{ viewer { email } }';
    const byHash = { extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } } };
    const authorization = { authorization: `Bearer ${ada.token}` };
    const unknown = await postGraphql(test.url, byHash, authorization);
    expect({ status: unknown.status, codes: codesOf(unknown.body) }).toEqual({
      status: 200,
      codes: ['PERSISTED_QUERY_NOT_FOUND'],
    });
    const data = { viewer: { email: ada.email } };
    expect((await postGraphql(test.url, { query, ...byHash }, authorization)).body).toEqual({ data });
    expect((await postGraphql(test.url, byHash, authorization)).body).toEqual({ data });
    expect((await postGraphql(test.url, { documentId: `sha256:${sha256(query)}` }, authorization)).body).toEqual({ data });
    const search = new URLSearchParams({ extensions: JSON.stringify(byHash.extensions) });
    const got = await fetch(`${test.url}/graphql?${search.toString()}`, {
      headers: { ...authorization, 'apollo-require-preflight': 'true' },
    });
    expect(await got.json()).toEqual({ data });

    const socket = Socket.of(ada);
    const heard = await new Promise((resolve, reject) =>
      socket.client.subscribe({ query: '', ...byHash }, { next: resolve, error: reject, complete: () => undefined }),
    );
    expect(heard).toEqual({ data });
    await socket.close();
  });

  it('lets one socket hold so many subscriptions, and one person so many sockets', async () => {
    const socket = Socket.of(ada);
    const events = 'subscription { notificationChanged { cursor } }';
    const errors: any[] = [];
    for (let index = 0; index <= MAX_OPERATIONS; index++) {
      socket.client.subscribe(
        { query: events },
        { next: () => undefined, error: (given) => errors.push(given), complete: () => undefined },
      );
    }
    await eventually(() => errors.length > 0 || undefined);
    expect(errors).toMatchObject([[{ extensions: { code: 'BAD_USER_INPUT', maximum: MAX_OPERATIONS } }]]);
    await socket.close();

    const held = (count: number) =>
      eventually(async () => {
        const metrics = await (await fetch(`${test.url}/metrics`)).text();
        return metrics.includes(`\natrium_subscriptions ${count}\n`) || undefined;
      });
    await held(0);

    const grace = await test.world().person('Grace');
    const sockets = Array.from({ length: MAX_CONNECTIONS }, () => Socket.of(grace));
    await Promise.all(sockets.map((one) => one.subscribe(events)));
    await held(MAX_CONNECTIONS);
    const further = Socket.of(grace);
    await further.subscribe(events);
    expect(await eventually(() => further.closeCode ?? undefined)).toBe(1013);
    await sockets[0]!.close();
    await eventually(async () => {
      const next = Socket.of(grace);
      await next.subscribe(events);
      const { closeCode } = next;
      await next.close();
      return closeCode === null || undefined;
    });
    await Promise.all(sockets.map((one) => one.close()));
  });
});

describe('a budget', () => {
  let test: TestApp;
  let ada: Person;
  const SECONDS = 3;
  beforeAll(async () => {
    const limits = { operationCost: 1_000, budget: 200, signInsPerAccount: 3, signInsPerAddress: 6, signUpsPerAddress: 4 };
    // Counted in this process: with a Redis, servers of other tests would count the same addresses.
    const config = { limits, trustedProxies: ['loopback'], redisUrl: null };
    test = await TestApp.start({ config, budgetSeconds: SECONDS });
    ada = await test.world().person('Ada');
  });
  afterAll(() => test.close());

  const from = (address: string, query: string, variables?: object) =>
    postGraphql(test.url, { query, variables }, { 'x-forwarded-for': address });
  const spend = '{ users(first: 100) { nodes { id } } }';

  it('is spent at last, and there again with the next window', async () => {
    const authorization = { authorization: `Bearer ${ada.token}` };
    expect((await postGraphql(test.url, { query: spend }, authorization)).status).toBe(200);
    const { status, headers, body } = await postGraphql(test.url, { query: spend }, authorization);
    const { retryAfterSeconds } = body.errors[0].extensions;
    expect({ status, codes: codesOf(body) }).toEqual({ status: 429, codes: ['RATE_LIMITED'] });
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(headers.get('retry-after')).toBe(String(retryAfterSeconds));
    expect(headers.get('ratelimit')).toMatch(/^"default";r=0;t=[123]$/);

    const socket = Socket.of(ada);
    const heard = await socket.subscribe('{ viewer { id } }');
    expect(heard.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) } }]);
    await socket.close();

    await eventually(async () => (await ada.send('{ viewer { id } }')).errors === undefined || undefined);
  });

  it('is each address’s own, and all addresses of an IPv6 network have one', async () => {
    await from('2001:db8:0:1::1', spend);
    expect((await from('2001:db8:0:1::1', spend)).status).toBe(429);
    expect((await from('2001:db8:0:1:ffff::2', '{ viewer { id } }')).status).toBe(429);
    expect((await from('2001:db8:0:2::1', '{ viewer { id } }')).status).toBe(200);
    expect((await from('198.51.100.1', '{ viewer { id } }')).status).toBe(200);
  });

  it('is also spent with what is refused', async () => {
    const answers = [];
    for (let tries = 0; tries < 20; tries++) answers.push((await from('198.51.100.2', '{ nothing }')).status);
    expect(answers[0]).toBe(400);
    expect(answers.at(-1)).toBe(429);
  });

  it('does not let passwords be tried without end', async () => {
    const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code params } } }`;
    const attempt = async (address: string, email: string, password = 'wrong') =>
      (await from(address, signIn, { input: { email, password } })).body.data.signIn;
    for (let tries = 0; tries < 3; tries++)
      expect((await attempt('198.51.100.3', ada.email)).userErrors).toMatchObject([{ code: 'BAD_CREDENTIALS' }]);
    // Also with the right password, or it could be told from the answer.
    const refused = await attempt('198.51.100.3', ada.email.toUpperCase(), PASSWORD);
    expect(refused.userErrors).toMatchObject([{ code: 'RATE_LIMITED', params: { retryAfterSeconds: expect.any(Number) } }]);
    expect((await attempt('198.51.100.4', ada.email, PASSWORD)).accessToken).toEqual(expect.any(String));
  });

  it('does not let accounts be made without end', async () => {
    const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { userErrors { code } } }`;
    const attempt = async (index: number) => {
      const input = { email: `somebody${index}@people.example`, name: 'Somebody', password: PASSWORD };
      return (await from('198.51.100.5', signUp, { input })).body.data.signUp.userErrors;
    };
    for (let index = 0; index < 4; index++) expect(await attempt(index)).toEqual([]);
    expect(await attempt(4)).toEqual([{ code: 'RATE_LIMITED' }]);
  });
});

describe('a server that runs only operations that it knows, and tells nothing of its schema', () => {
  const query = 'query Me {\n  viewer {\n    email\n  }\n}';
  const manifestOf = async (content: string) => {
    const file = join(await mkdtemp(join(tmpdir(), 'atrium-manifest-')), 'operations.json');
    await writeFile(file, content);
    return file;
  };
  let test: TestApp;
  beforeAll(async () => {
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
    const manifest = { [`sha256:${sha256(query)}`]: query, [sha256(signIn)]: signIn };
    test = await TestApp.start({
      config: { trustedOperations: await manifestOf(JSON.stringify(manifest)), introspection: false },
    });
  });
  afterAll(() => test.close());

  it('runs what is in the manifest, by hash and by text', async () => {
    const data = { viewer: null };
    const persistedQuery = { version: 1, sha256Hash: sha256(query) };
    expect((await postGraphql(test.url, { extensions: { persistedQuery } })).body).toEqual({ data });
    expect((await postGraphql(test.url, { documentId: `sha256:${sha256(query)}` })).body).toEqual({ data });
    expect((await postGraphql(test.url, { query: 'query Me { viewer { email } }' })).body).toEqual({ data });
  });

  it('refuses everything else, over a socket too', async () => {
    for (const other of ['{ viewer { id } }', '{ __typename }', getIntrospectionQuery()])
      expect(await codes(test.signedOut, other)).toEqual(['OPERATION_NOT_TRUSTED']);
    const { body } = await postGraphql(test.url, { documentId: sha256('{ viewer { id } }') });
    expect(codesOf(body)).toEqual(['OPERATION_NOT_TRUSTED']);
  });

  it('does not say which names there are', async () => {
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
    const input = { email: 'a@example.org', password: 'x', passwor: 'x' };
    const { body } = await postGraphql(test.url, { query: signIn, variables: { input } });
    expect(codesOf(body)).toEqual(['BAD_USER_INPUT']);
    expect(body.errors[0].message).not.toMatch(/did you mean/i);
  });

  it.each([
    ['that is not there', async () => '/nowhere/operations.json', /does not exist/],
    ['that is no JSON', () => manifestOf('{'), /no JSON object/],
    ['that is empty', () => manifestOf('{}'), /no JSON object/],
    ['with a wrong hash', () => manifestOf(JSON.stringify({ abc: query })), /not its SHA-256/],
    ['with something else than texts', () => manifestOf(JSON.stringify({ abc: 1 })), /no text/],
  ])('does not start with a manifest %s', async (_, file, message) => {
    const start = TestApp.start({ config: { trustedOperations: await file() } });
    await expect(start).rejects.toThrow(StartError);
    await expect(start).rejects.toThrow(message);
  });
});

describe('a server that tells nothing of its schema', () => {
  it('keeps to itself which field may have been meant, over a socket too', async () => {
    const test = await TestApp.start({ config: { introspection: false } });
    const socket = new Socket(test.url, null);
    try {
      const { body } = await postGraphql(test.url, { query: '{ viewer { emial } }' });
      const heard = await socket.subscribe('{ viewer { emial } }');
      for (const [error] of [body.errors, heard.errors])
        expect(error.message).toBe('Cannot query field "emial" on type "Viewer".');
      expect(codesOf((await postGraphql(test.url, { query: '{ __schema { types { name } } }' })).body)).toContain(
        'GRAPHQL_VALIDATION_FAILED',
      );
    } finally {
      await socket.close();
      await test.close();
    }
  });
});
