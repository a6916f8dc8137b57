import { TestApp } from '../../testkit/app.js';
import { codesOf, exchange, expectRefusal, postGraphql } from '../../testkit/exchange.js';
import { Socket } from '../../testkit/socket.js';
import { PASSWORD } from '../../testkit/world.js';

let test: TestApp;
let studio: Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;
beforeAll(async () => {
  test = await TestApp.start();
  studio = await test.world().studio();
});
afterEach(async () => {
  expect(await test.signedOut.query('{ viewer { email } }')).toEqual({ viewer: null });
  expect(({} as { polluted?: true }).polluted).toBeUndefined();
});
afterAll(() => test.close());

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'];
const bySocket = (payload: object) =>
  new Promise<any>((resolve, reject) => {
    const socket = Socket.of(studio.owner);
    const done = (answer: unknown) => (resolve(answer), void socket.close());
    socket.client.subscribe(payload as never, {
      next: done,
      error: (error) => (Array.isArray(error) ? done({ errors: error }) : reject(error as Error)),
      complete: () => undefined,
    });
  });

describe('what JavaScript gives a meaning to', () => {
  it.each(names)('%s is an alias as any other', async (name) => {
    const query = `query ($id: ID!) { ${name}: organization(id: $id) { ${name}: name id
      a: members { ${name}: nodes { ${name}: role } } projects { nodes { ${name}: slug } } } }`;
    const variables = { id: studio.organization.id };
    const authorization = `Bearer ${studio.owner.token}`;
    const { text, body } = await postGraphql(test.url, { query, variables }, { authorization });
    expect(codesOf(body)).toBeUndefined();
    // As the text says it, since an object that is printed may lose such a name.
    expect(text).toContain(`{"data":{"${name}":{"${name}":"${studio.organization.name}","id":"${studio.organization.id}"`);
    expect(text).toContain(`{"${name}":"OWNER"}`);
    expect(text).toContain(`{"${name}":"${studio.project.slug}"}`);
  });

  it.each(names)('%s is a variable as any other', async (name) => {
    const query = `query ($${name}: Int) { users(first: $${name}) { nodes { id } } }`;
    expect(codesOf(await studio.owner.send(query))).toBeUndefined();
    expect((await bySocket({ query, variables: JSON.parse(`{"${name}": 1}`) })).data.users.nodes).toHaveLength(1);
    const required = `query ($${name}: Int!) { users(first: $${name}) { nodes { id } } }`;
    expect(codesOf(await studio.owner.send(required, {}))).toEqual(['BAD_USER_INPUT']);
  });

  it.each(names)('%s is an input field that there is not', async (name) => {
    const query = 'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { code } } }';
    const body = `{"query": "${query}", "variables": {"input": {"${name}": {"polluted": true}}}}`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${studio.owner.token}` };
    const answer = await exchange(`${test.url}/graphql`, { method: 'POST', headers, body });
    expectRefusal(answer, { status: answer.status, code: 'BAD_USER_INPUT' });
    const inline = `mutation { updateProfile(input: { ${name}: { polluted: true } }) { userErrors { code } } }`;
    expect(codesOf(await studio.owner.send(inline))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    const variables = JSON.parse(`{"input": {"${name}": {"polluted": true}}}`);
    expect(codesOf(await bySocket({ query, variables }))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('what is no text', () => {
  const odd: unknown[] = [{}, { $ne: null }, { toString: 'x' }, [], ['a', 'b'], true, 1.5, 12];
  it.each([
    ['refreshSession', 'RefreshSessionInput', 'refreshToken', {}],
    ['signIn', 'SignInInput', 'password', { email: 'ada@people.example' }],
    ['signIn', 'SignInInput', 'email', { password: PASSWORD }],
    ['signUp', 'SignUpInput', 'name', { email: 'new@people.example', password: PASSWORD }],
  ])('is refused by %s(%s.%s)', async (mutation, type, field, rest) => {
    const operation = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`;
    for (const value of odd) {
      const answer = await test.signedOut.send(operation, { input: { ...rest, [field]: value } });
      expect([value, codesOf(answer)]).toEqual([value, ['BAD_USER_INPUT']]);
    }
  });

  it('is refused as an id, but for a number, which names nothing', async () => {
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    for (const id of odd.slice(0, -1)) expect(codesOf(await studio.owner.send(node, { id }))).toEqual(['BAD_USER_INPUT']);
    const remove = 'mutation ($input: DeleteProjectInput!) { deleteProject(input: $input) { userErrors { code } } }';
    for (const projectId of odd.slice(0, -1)) {
      expect(codesOf(await studio.owner.send(remove, { input: { projectId } }))).toEqual(['BAD_USER_INPUT']);
    }
    expect(await studio.owner.userErrors(remove.replace('code', 'code path'), { projectId: 12 })).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
  });

  it('is refused as a token in a header', async () => {
    for (const token of ['', 'x', 'null', 'undefined', '[object Object]', 'x.y.z', 'a'.repeat(8_000), '../../etc/passwd']) {
      const answer = await postGraphql(test.url, { query: '{ viewer { email } }' }, { authorization: `Bearer ${token}` });
      expectRefusal(answer, { status: 401, code: 'UNAUTHENTICATED' });
    }
  });
});

describe('what nobody may set', () => {
  it.each([
    ['signUp', 'SignUpInput', { email: 'root@people.example', name: 'Root', password: PASSWORD }],
    ['updateProfile', 'UpdateProfileInput', { name: 'Root' }],
  ])('is refused by %s', async (mutation, type, rest) => {
    const operation = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`;
    for (const more of [
      { systemRole: 'ADMIN' },
      { id: studio.owner.id },
      { emailVerifiedAt: '2026-01-01T00:00:00Z' },
      { revision: 1 },
    ]) {
      expect(codesOf(await studio.stranger.send(operation, { input: { ...rest, ...more } }))).toEqual(['BAD_USER_INPUT']);
    }
    const { em } = test.app.database;
    expect(await em.execute(`select 1 from users where system_role = 'ADMIN' or email = 'root@people.example'`)).toEqual([]);
  });
});
