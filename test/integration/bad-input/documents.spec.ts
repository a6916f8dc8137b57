import { TestApp } from '../../testkit/app.js';
import { codesOf, expectRefusal, postGraphql } from '../../testkit/exchange.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterEach(async () => {
  expect(await test.signedOut.query('{ viewer { email } }')).toEqual({ viewer: null });
});
afterAll(() => test.close());

describe('a document that does not fit the schema', () => {
  it.each([
    ['that breaks off', '{ viewer {', 'GRAPHQL_PARSE_FAILED'],
    ['that is no GraphQL', 'select * from users', 'GRAPHQL_PARSE_FAILED'],
    ['with a field that is not there', '{ viewer { passwordHash } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with an argument that is not there', '{ users(where: "1=1") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with a type that is not there', '{ node(id: "x") { ... on Credential { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with a literal of the wrong type', '{ users(first: "ten") { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['without an argument that it needs', '{ node { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'with fragments that go round',
      '{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['with a subscription', 'subscription { notificationChanged { cursor } }', 'BAD_USER_INPUT'],
  ])('%s is refused', async (_, query, code) => {
    expectRefusal(await postGraphql(test.url, { query }), { status: 400, code });
  });

  it('is told which field is not there, and which one may be meant', async () => {
    const { body } = await postGraphql(test.url, { query: '{ viewer { emial } }' });
    expect(body.errors).toMatchObject([
      { message: expect.stringMatching(/"emial".*"email"/), locations: [{ line: 1, column: 12 }] },
    ]);
  });
});

describe('variables that do not fit the document', () => {
  const users = 'query ($first: Int, $query: String) { users(first: $first, query: $query) { totalCount } }';
  const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }';

  it.each([
    ['a text for a number', users, { first: 'ten' }],
    ['a number with a fraction', users, { first: 1.5 }],
    ['a number of more than 32 bits', users, { first: 2 ** 31 }],
    ['an object for a text', users, { query: { ilike: '%' } }],
    ['a list for a text', users, { query: ['a'] }],
    ['nothing for what is needed', signIn, {}],
    ['null for what is needed', signIn, { input: null }],
    ['a field too few', signIn, { input: { email: 'ada@example.org' } }],
    ['a field too many', signIn, { input: { email: 'ada@example.org', password: 'x', isAdmin: true } }],
    [
      'a value that is not in the enum',
      signIn,
      { input: { email: 'ada@example.org', password: 'x', tokenDelivery: 'CARRIER_PIGEON' } },
    ],
    ['no address', signIn, { input: { email: 'ada', password: 'x' } }],
    ['an address with a zero byte', signIn, { input: { email: 'ada\0@example.org', password: 'x' } }],
  ])('%s is refused', async (_, query, variables) => {
    const answer = await postGraphql(test.url, { query, variables });
    expectRefusal(answer, { status: answer.status, code: 'BAD_USER_INPUT' });
    expect([200, 400]).toContain(answer.status);
  });

  it('name the variable, and do not repeat a password', async () => {
    const { text, body } = await postGraphql(test.url, {
      query: signIn,
      variables: { input: { email: 1, password: 'my-secret-password' } },
    });
    expect(body.errors[0].message).toContain('input.email');
    expect(text).not.toContain('my-secret-password');
  });

  it('of which one has a field too much, name that, and do not repeat the rest', async () => {
    const { text, body } = await postGraphql(test.url, {
      query: signIn,
      variables: { input: { email: 'ada@example.org', password: 'my-secret-password', systemRole: 'ADMIN' } },
    });
    expect(body.errors[0].message).toBe(
      'Variable "$input" got an invalid value; Field "systemRole" is not defined by type "SignInInput".',
    );
    expect(text).not.toContain('my-secret-password');
  });

  it('are not repeated at length, though many fields of them are wrong', async () => {
    const wrong = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`field${index}`, 'x'.repeat(10_000)]));
    for (const variables of [
      { input: { email: 'x'.repeat(100_000), password: 'x', ...wrong } },
      { input: 'x'.repeat(500_000) },
    ]) {
      const { text, body } = await postGraphql(test.url, { query: signIn, variables });
      expect(codesOf(body)).toContain('BAD_USER_INPUT');
      expect(text.length).toBeLessThan(60_000);
    }
  });

  it('that the document does not have are passed over', async () => {
    expect(codesOf(await test.signedOut.send(users, { first: 1, unknown: 'x' }))).toBeUndefined();
  });
});
