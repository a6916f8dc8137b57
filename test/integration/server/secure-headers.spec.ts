import { TestApp } from '../../testkit/app.js';
import { exchange, expectRefusal, postGraphql } from '../../testkit/exchange.js';
import { PASSWORD, type Person } from '../../testkit/world.js';

const APP = 'https://app.example';
let test: TestApp;
let ada: Person;
beforeAll(async () => {
  test = await TestApp.start({ config: { corsOrigins: [APP], publicUrl: 'https://api.example' } });
  ada = await test.world().person('Ada');
});
afterAll(() => test.close());

const query = '{ viewer { email } }';

describe('what browsers are told of every answer', () => {
  it.each(['/graphql', '/nowhere', '/health/live', '/.well-known/jwks.json', '/files/x'])('%s', async (path) => {
    const { headers } = await exchange(`${test.url}${path}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(headers.has('x-powered-by')).toBe(false);
    // On a part of the pages it makes browsers warn, and no page that is sandboxed can have it.
    expect(headers.has('origin-agent-cluster')).toBe(false);
  });

  it('is less of data that was posted for, of which no browser makes a page', async () => {
    const { headers } = await postGraphql(test.url, { query });
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'cross-origin-resource-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is not to insist on https where the address is none', async () => {
    const plain = await TestApp.start({ config: { publicUrl: 'http://api.example' } });
    expect((await exchange(`${plain.url}/health/live`)).headers.get('strict-transport-security')).toBeNull();
    await plain.close();
  });

  it('leaves the playground what it needs', async () => {
    const { headers } = await exchange(`${test.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string, method = 'POST', headers = 'content-type,authorization,idempotency-key') =>
    exchange(`${test.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
    });

  it('in the list may send what they need, with the cookie, and read what concerns them', async () => {
    const { status, headers } = await preflight(APP);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(APP);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-allow-headers')).toContain('idempotency-key');
    expect(headers.get('access-control-allow-methods')).not.toContain('DELETE');

    const answer = await postGraphql(test.url, { query }, { origin: APP });
    expect(answer.headers.get('vary')).toMatch(/\bOrigin\b/i);
    for (const name of ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after', 'idempotency-replayed']) {
      expect(answer.headers.get('access-control-expose-headers')!.toLowerCase()).toContain(name);
    }
  });

  it.each(['https://evil.example', 'https://app.example.evil.example', 'http://app.example', 'https://app.example:8443', 'null'])(
    '%s may not, and caches know that it depends',
    async (origin) => {
      for (const { headers } of [await preflight(origin), await postGraphql(test.url, { query }, { origin })]) {
        expect(headers.get('access-control-allow-origin')).toBeNull();
        expect(headers.get('vary')).toMatch(/\bOrigin\b/i);
      }
    },
  );
});

describe('a page of another site that would use the cookie', () => {
  const refresh = 'mutation { refreshSession(input: {}) { accessToken userErrors { code } } }';
  const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }`;
  let cookie: string;
  beforeAll(async () => {
    const variables = { input: { email: ada.email, password: PASSWORD, tokenDelivery: 'COOKIE' } };
    const { headers } = await postGraphql(test.url, { query: signIn, variables });
    cookie = headers.get('set-cookie')!.split(';')[0]!;
  });
  afterAll(async () => {
    // It was not used up by any of them.
    const { body } = await postGraphql(test.url, { query: refresh }, { cookie });
    expect(body.data.refreshSession).toMatchObject({ accessToken: expect.any(String), userErrors: [] });
  });

  const forged = (init: RequestInit, search = '') =>
    exchange(`${test.url}/graphql${search}`, {
      ...init,
      headers: { cookie, origin: 'https://evil.example', ...(init.headers as Record<string, string>) },
    });
  const search = `?${new URLSearchParams({ query: refresh }).toString()}`;

  it('cannot by a link or a picture', async () => {
    expectRefusal(await forged({}, search), { status: 400, code: 'BAD_USER_INPUT' });
    const simple = { accept: 'image/*', 'content-type': 'text/plain' };
    expectRefusal(await forged({ headers: simple }, search), { status: 400, code: 'BAD_USER_INPUT' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/plain; application/json', 'application/jsonx'])(
    'cannot by a form of type %s',
    async (type) => {
      const { status, headers } = await forged({
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ query: refresh }),
      });
      expect(status).toBe(415);
      expect(headers.get('set-cookie')).toBeNull();
    },
  );

  it('cannot without a type', async () => {
    const { status } = await forged({ method: 'POST', body: new Blob([JSON.stringify({ query: refresh })]) });
    expect(status).toBe(415);
  });

  it('cannot by a form with files', async () => {
    const body = new FormData();
    body.set('operations', JSON.stringify({ query: refresh }));
    body.set('map', '{}');
    expectRefusal(await forged({ method: 'POST', body }), { status: 400, code: 'BAD_USER_INPUT' });
  });

  it('cannot by GET, even from where it might ask first', async () => {
    expectRefusal(await forged({ headers: { 'apollo-require-preflight': 'true' } }, search), {
      status: 405,
      code: 'BAD_USER_INPUT',
    });
  });
});
