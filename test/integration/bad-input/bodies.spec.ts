import { gzipSync } from 'node:zlib';
import { TestApp } from '../../testkit/app.js';
import { exchange, expectRefusal, postGraphql } from '../../testkit/exchange.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterEach(async () => {
  expect(await test.signedOut.query('{ viewer { email } }')).toEqual({ viewer: null });
});
afterAll(() => test.close());

const query = '{ viewer { email } }';
const post = (body: string | undefined, type: string | null = 'application/json') =>
  exchange(`${test.url}/graphql`, {
    method: 'POST',
    body: body === undefined ? null : new Blob([body]),
    headers: { 'apollo-require-preflight': 'true', ...(type !== null && { 'content-type': type }) },
  });
const badInput = { status: 400, code: 'BAD_USER_INPUT' };

describe('a body that is no request', () => {
  it.each([
    ['JSON that breaks off', '{"query": "{ viewer'],
    ['no JSON', 'query=viewer'],
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '1'],
    ['a text', '"{ viewer { email } }"'],
    ['a list of requests', JSON.stringify([{ query }, { query }])],
    ['an empty list', '[]'],
    ['an object without a query', '{}'],
    ['a query that is a number', '{"query": 1}'],
    ['an empty query', '{"query": ""}'],
    ['variables that are a text', JSON.stringify({ query, variables: '{"id": 1}x' })],
    ['variables that are a number', JSON.stringify({ query, variables: 1 })],
    ['variables that are a list', JSON.stringify({ query, variables: [1] })],
    ['an operation name that is an object', JSON.stringify({ query, operationName: {} })],
    ['extensions that are a text', JSON.stringify({ query, extensions: 'x' })],
    ['an operation that the document has not', JSON.stringify({ query: 'query A { viewer { email } }', operationName: 'B' })],
    [
      'several operations, none of them chosen',
      JSON.stringify({ query: 'query A { viewer { email } } query B { viewer { email } }' }),
    ],
    ['a prototype among the variables', `{"query": "{ viewer { email } }", "variables": {"__proto__": {"admin": true}}}`],
    ['a prototype on top', `{"query": "{ viewer { email } }", "__proto__": {"admin": true}}`],
    [
      'a prototype of a constructor',
      `{"query": "{ viewer { email } }", "variables": {"constructor": {"prototype": {"admin": true}}}}`,
    ],
  ])('%s: is refused', async (_, body) => {
    expectRefusal(await post(body), badInput);
    expect(({} as { admin?: true }).admin).toBeUndefined();
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'image/png', 'nonsense'])(
    'of type %s is refused',
    async (type) => {
      expectRefusal(await post(JSON.stringify({ query }), type), { status: 415, code: 'BAD_USER_INPUT' });
    },
  );

  it('without a type is refused', async () => {
    expectRefusal(await post(JSON.stringify({ query }), null), { status: 415, code: 'BAD_USER_INPUT' });
  });

  it.each(['gzip', 'deflate', 'br', 'gzip, gzip', 'nonsense'])('compressed by %s is refused', async (coding) => {
    const answer = await exchange(`${test.url}/graphql`, {
      method: 'POST',
      body: gzipSync(JSON.stringify({ query })),
      headers: { 'content-type': 'application/json', 'content-encoding': coding },
    });
    expectRefusal(answer, { status: 415, code: 'BAD_USER_INPUT' });
  });

  it.each(['utf-16', 'iso-8859-1', '"utf-7"'])('in %s is refused', async (charset) => {
    const answer = await post(JSON.stringify({ query }), `application/json; charset=${charset}`);
    expectRefusal(answer, { status: 415, code: 'BAD_USER_INPUT' });
  });

  it.each(['utf-8', 'UTF-8', '"utf8"'])('in %s is read', async (charset) => {
    expect(await post(JSON.stringify({ query }), `application/json; charset=${charset}`)).toMatchObject({ status: 200 });
  });

  it('of bytes that are no UTF-8 is refused', async () => {
    const answer = await exchange(`${test.url}/graphql`, {
      method: 'POST',
      body: Buffer.from('{"query": "{ viewer { email } } # \xff\xfe"}', 'latin1'),
      headers: { 'content-type': 'application/json' },
    });
    expectRefusal(answer, badInput);
  });

  it('over a mebibyte is refused', async () => {
    const large = JSON.stringify({ query, variables: { text: 'x'.repeat(1024 * 1024) } });
    expectRefusal(await post(large), { status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });

  it('of just under a mebibyte is read', async () => {
    expect(await post(JSON.stringify({ query, variables: { text: 'x'.repeat(1024 * 1024 - 200) } }))).toMatchObject({
      status: 200,
    });
  });

  it.each([
    ['of 200 levels', '{ a'.repeat(200) + ' }'.repeat(200)],
    ['of 2,500 levels', '{ a'.repeat(2_500) + ' }'.repeat(2_500)],
    ['of 200,000 levels', '{ a'.repeat(200_000) + ' }'.repeat(200_000)],
    ['with a value of 6,000 lists', `{ users(first: ${'['.repeat(6_000)}${']'.repeat(6_000)}) { totalCount } }`],
    ['with a type of 6,000 lists', `query ($a: ${'['.repeat(6_000)}Int${']'.repeat(6_000)}) { viewer { email } }`],
    [
      'with 20,000 fragments',
      `{ ...f0 } ${Array.from({ length: 20_000 }, (_, index) => `fragment f${index} on Query { ...f${index + 1} }`).join(' ')}`,
    ],
    ['with 100,000 fields', `{ ${'viewer { email } '.repeat(25_000)} }`],
  ])('with a document %s is refused at once', async (_, deep) => {
    const began = performance.now();
    const { status, text, body } = await postGraphql(test.url, { query: deep });
    expect([400, 413]).toContain(status);
    expect(body.errors[0].extensions.code).toMatch(
      status === 413 ? /^PAYLOAD_TOO_LARGE$/ : /^GRAPHQL_(PARSE|VALIDATION)_FAILED$/,
    );
    expect(text).not.toMatch(/stack/i);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('with a variable as deep as it can be is refused', async () => {
    const variables = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const answer = await post(
      `{"query": "query ($a: UpdateProfileInput!) { viewer { email } __typename @include(if: $b) }", "variables": {"a": ${variables}}}`,
    );
    expect(answer.status).toBe(400);
  });
});
