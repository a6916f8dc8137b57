import { TestApp } from '../../testkit/app.js';
import { exchange, expectRefusal } from '../../testkit/exchange.js';

const metricsToken = '0123456789abcdef0123456789abcdef';
let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start({ config: { metricsToken } });
});
afterAll(() => test.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${test.url}${path}`, { headers });

describe('what operators look at', () => {
  it('says that it lives and is ready, and which services it leans on', async () => {
    expect(await (await get('/health/live')).json()).toEqual({ status: 'up' });
    const ready = await get('/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'ready', services: { database: 'up' } });
  });

  it('measures operations, requests and statements', async () => {
    await test.signedOut.query('{ viewer { id } }');
    const metrics = await (await get('/metrics')).text();
    expect(metrics).toMatch(/atrium_graphql_operation_seconds_count\{kind="query",outcome="ok"\} [1-9]/);
    expect(metrics).toMatch(/atrium_http_request_seconds_count\{method="POST",route="\/graphql",status="200"\} [1-9]/);
    expect(metrics).toMatch(/atrium_database_statements_total [1-9]/);
  });

  it('tells others only whether it is ready', async () => {
    const through = { 'x-forwarded-for': '198.51.100.1' };
    const ready = await get('/health/ready', through);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ready' });
    expectRefusal(await exchange(`${test.url}/metrics`, { headers: through }), { status: 403, code: 'FORBIDDEN' });
  });

  it('tells all to who bears the token', async () => {
    const scraper = { 'x-forwarded-for': '198.51.100.1', authorization: `Bearer ${metricsToken}` };
    expect(await (await get('/health/ready', scraper)).json()).toMatchObject({ services: { database: 'up' } });
    expect(await (await get('/metrics', scraper)).text()).toContain('atrium_http_request_seconds_count');
    expect((await get('/metrics', { ...scraper, authorization: 'Bearer another' })).status).toBe(403);
  });

  it('gives every answer an id, the one that the request brought if it is valid', async () => {
    expect((await get('/health/live', { 'x-request-id': 'abc-123' })).headers.get('x-request-id')).toBe('abc-123');
    const made = (await get('/health/live', { 'x-request-id': 'not valid!' })).headers.get('x-request-id');
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
    expect((await get('/nowhere')).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('publishes the keys that verify its tokens, and nothing private of them', async () => {
    const { keys } = (await (await get('/.well-known/jwks.json')).json()) as { keys: Record<string, unknown>[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', kid: expect.any(String) });
    expect(keys[0]).not.toHaveProperty('d');
  });
});
