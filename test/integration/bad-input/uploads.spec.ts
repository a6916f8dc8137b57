import { TestApp } from '../../testkit/app.js';
import { exchange, expectRefusal } from '../../testkit/exchange.js';
import { workTime } from '../../testkit/work-time.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterEach(async () => {
  expect(await test.signedOut.query('{ viewer { email } }')).toEqual({ viewer: null });
});
afterAll(() => test.close());

const send = (path: string, headers: Record<string, string> = {}) => {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: 'mutation { signOut { userErrors { code } } }', variables: {} }));
  form.set('map', JSON.stringify({ 0: [path] }));
  form.set('0', new Blob(['x']), 'a.txt');
  return exchange(`${test.url}/graphql`, {
    method: 'POST',
    headers: { 'apollo-require-preflight': 'true', ...headers },
    body: form,
  });
};

describe('the map of an upload', () => {
  it.each([
    ['of half a million steps', 'a.'.repeat(500_000), 413, 'PAYLOAD_TOO_LARGE'],
    ['of half a million steps through the variables', `variables${'.a'.repeat(500_000)}`, 413, 'PAYLOAD_TOO_LARGE'],
    ['of 8,000 steps through the variables', `variables${'.a'.repeat(8_000)}`, 400, 'BAD_USER_INPUT'],
    ['to an index that no list has', 'variables.a.100000000', 400, 'BAD_USER_INPUT'],
  ])('with a path %s is refused at once', async (_, path, status, code) => {
    const began = workTime();
    const answer = await send(path, { 'idempotency-key': 'one' });
    expectRefusal(answer, { status, code });
    expect(answer.text.length).toBeLessThan(1_000);
    expect(workTime() - began).toBeLessThan(1_000);
  });

  it.each(['__proto__.polluted', 'constructor.prototype.polluted', 'variables.__proto__.polluted'])(
    'changes nothing but the request by the path %s',
    async (path) => {
      await send(path);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
  );
});
