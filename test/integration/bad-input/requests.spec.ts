import { request } from 'node:http';
import { connect } from 'node:net';
import { TestApp } from '../../testkit/app.js';
import { exchange, exchanged, expectNoInternals, expectRefusal, postGraphql, type Exchange } from '../../testkit/exchange.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterEach(async () => {
  expect(await test.signedOut.query('{ viewer { email } }')).toEqual({ viewer: null });
});
afterAll(() => test.close());

const query = '{ viewer { email } }';
const get = (search: string, headers: Record<string, string> = {}) => exchange(`${test.url}/graphql?${search}`, { headers });

describe('GET /graphql', () => {
  it('answers a query of who could not be a form of another site', async () => {
    const answer = await get(new URLSearchParams({ query }).toString(), { 'apollo-require-preflight': 'true' });
    expect(answer).toMatchObject({ status: 200, body: { data: { viewer: null } } });
  });

  it('refuses who could be', async () => {
    expectRefusal(await get(new URLSearchParams({ query }).toString()), { status: 400, code: 'BAD_USER_INPUT' });
  });

  it('does not run a mutation', async () => {
    const mutation = `mutation { signUp(input: { email: "get@example.org", name: "Get", password: "correct horse battery" }) { userErrors { code } } }`;
    const answer = await get(new URLSearchParams({ query: mutation }).toString(), { 'apollo-require-preflight': 'true' });
    expectRefusal(answer, { status: 405, code: 'BAD_USER_INPUT' });
    expect(answer.headers.get('allow')).toBe('POST');
    expect(await test.app.database.em.execute(`select 1 from users where email = 'get@example.org'`)).toEqual([]);
  });

  it.each([
    ['no query', ''],
    ['a broken variable', `query=${encodeURIComponent(query)}&variables=%7B`],
    ['two queries', `query=${encodeURIComponent(query)}&query=${encodeURIComponent(query)}`],
    ['broken percent signs', 'query=%E0%A4%A'],
  ])('refuses %s', async (_, search) => {
    const answer = await get(search, { 'apollo-require-preflight': 'true' });
    expect(answer.status).toBe(400);
    expectNoInternals(answer.text);
  });
});

describe('an answer of another kind', () => {
  it('is not to be had', async () => {
    expectRefusal(await postGraphql(test.url, { query }, { accept: 'image/png' }), { status: 406, code: 'BAD_USER_INPUT' });
  });
});

describe('an upgrade to a socket', () => {
  it.each(['//', '/', '/graphql/x', '/%', '//graphql', 'http://'])('at %s is refused, and the server goes on', async (path) => {
    const answer = await overSocket(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('an address or a method that is not served', () => {
  it.each(['/', '/graphq', '/graphql/x', '/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/__proto__', '/graphql%00'])(
    '%s answers JSON',
    async (path) => {
      expectRefusal(await raw({ path }), { status: 404, code: 'NOT_FOUND' });
    },
  );

  it.each(['PUT', 'DELETE', 'PATCH'])('%s answers JSON', async (method) => {
    expectRefusal(await exchange(`${test.url}/graphql`, { method }), { status: 404, code: 'NOT_FOUND' });
  });

  it('with broken percent signs is refused', async () => {
    expectRefusal(await raw({ path: '/%E0%A4%A' }), { status: 400, code: 'BAD_USER_INPUT' });
  });

  it.each(['a b', '[', 'x:99999', 'x:y'])('by the Host %s is refused', async (host) => {
    expectRefusal(await raw({ path: '/graphql', method: 'POST', host, body: JSON.stringify({ query }) }), {
      status: 400,
      code: 'BAD_USER_INPUT',
    });
  });
});

describe('a request of HTTP/1.0 without a Host', () => {
  const send = (line: string) => overSocket(`${line} HTTP/1.0\r\nApollo-Require-Preflight: true\r\n\r\n`);

  it('is told whether the server lives, as load balancers ask', async () => {
    expect(await send('GET /health/live')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is refused by GraphQL', async () => {
    expect(await send('GET /graphql?query=%7B__typename%7D')).toMatch(/^HTTP\/1\.1 400 [^]*BAD_USER_INPUT/);
  });
});

describe('what is hardly HTTP', () => {
  const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n';
  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['an unknown method', 'BREW /graphql HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['a space in a name', `${head}Con tent: x\r\n\r\n`, 400],
    ['two lengths', `${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
    ['a length and chunks', `${head}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['broken chunks', `${head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
    ['a header of 64 KiB', `${head}X: ${'x'.repeat(65_536)}\r\n\r\n`, 431],
    ['2,000 headers', `${head}${'a: b\r\n'.repeat(2_000)}\r\n`, 431],
    ['a compressed body that never comes', `${head}Content-Encoding: gzip\r\nContent-Length: 9\r\n\r\n`, 415],
  ])('%s is refused in JSON', async (_, bytes, status) => {
    const answer = await overSocket(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*application/json[^]*\\{"errors":\\[\\{"message":"`));
    expectNoInternals(answer);
  });
});

describe('the id of a request', () => {
  const idOf = async (headers: Record<string, string>) =>
    (await postGraphql(test.url, { query }, headers)).headers.get('x-request-id');

  it('is the one that it brought', async () => {
    for (const id of ['a', '0123-abc_DEF.9:8', 'x'.repeat(128)]) expect(await idOf({ 'x-request-id': id })).toBe(id);
  });

  it('is a new one when it brought none, or one that could do harm in a log', async () => {
    for (const id of ['', 'x'.repeat(129), 'two words', '<script>', '{"a":1}', 'ä', 'a\tb']) {
      expect(await idOf({ 'x-request-id': id })).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(await idOf({})).not.toBe(await idOf({}));
  });

  it('stands on refusals, too', async () => {
    const headers = { 'x-request-id': 'mine' };
    const answers = await Promise.all([
      exchange(`${test.url}/nowhere`, { headers }),
      exchange(`${test.url}/graphql`, { method: 'POST', body: '{', headers: { ...headers, 'content-type': 'application/json' } }),
      postGraphql(test.url, { query }, { ...headers, authorization: 'Bearer x' }),
    ]);
    expect(answers.map((answer) => [answer.status, answer.headers.get('x-request-id')])).toEqual([
      [404, 'mine'],
      [400, 'mine'],
      [401, 'mine'],
    ]);
  });
});

/** What comes back for some bytes until the server closes the connection. */
function overSocket(bytes: string): Promise<string> {
  const { hostname, port } = new URL(test.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}

/** A request that `fetch` would mend before it is sent. */
function raw({
  path,
  method = 'GET',
  host,
  body,
}: {
  path: string;
  method?: string;
  host?: string;
  body?: string;
}): Promise<Exchange> {
  const { hostname, port } = new URL(test.url);
  const headers = {
    ...(host !== undefined && { host }),
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': body.length }),
  };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve(exchanged(response.statusCode!, new Headers(response.headers as Record<string, string>), text)),
      );
    });
    sent.on('error', reject).end(body);
  });
}
