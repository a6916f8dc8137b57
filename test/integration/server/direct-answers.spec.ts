import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '../../../src/server/documents/documents.js';
import type { TestApp } from '../../testkit/app.js';
import { BothWays, ORIGIN } from '../../testkit/both-ways.js';
import { rawRequest, type RawRequest } from '../../testkit/raw-request.js';
import { eventually, Socket } from '../../testkit/socket.js';

const json = { 'content-type': 'application/json' };
const asks = { 'apollo-require-preflight': 'true' };

const SMALL = 'query ($id: ID!) { project(id: $id) { id name organization { name } } }';
const SEVERAL = 'query A { rateLimit { cost } } query B { viewer { email } } mutation C { signOut { userErrors { code } } }';
const LIMIT = '{ rateLimit { cost limit remaining } }';
const FAILING = '{ viewer { email } users(first: -1) { nodes { id } } }';
const SIGN_IN = 'mutation { signIn(input: { email: "nobody@example.org", password: "wrong" }) { userErrors { code } } }';

const search = (parameters: Record<string, string>) => `/graphql?${new URLSearchParams(parameters).toString()}`;
const bearer = ({ token }: { token: string | null }) => ({ authorization: `Bearer ${token}` });
const persisted = (text: string, hash = sha256(text)) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

type Way = 'direct' | 'usual';
type Case = [name: string, way: Way, status: number, request: (ways: BothWays) => RawRequest];

const post =
  (body: string | object, headers: Record<string, string> = {}) =>
  (): RawRequest => ({
    headers: { ...json, ...headers },
    body,
  });
const signedIn =
  (body: object, headers: Record<string, string> = {}) =>
  ({ ada }: BothWays): RawRequest => ({ headers: { ...json, ...bearer(ada), ...headers }, body });
const get =
  (parameters: Record<string, string>, headers: Record<string, string> = asks) =>
  (): RawRequest => ({
    method: 'GET',
    path: search(parameters),
    headers,
  });

const accepted: [string, Way, number][] = [
  ['*/*', 'direct', 200],
  ['application/json', 'direct', 200],
  ['Application/JSON', 'direct', 200],
  ['application/*', 'direct', 200],
  ['application/graphql-response+json', 'direct', 200],
  ['application/graphql-response+json, application/json', 'direct', 200],
  ['application/json, application/graphql-response+json', 'direct', 200],
  ['application/graphql-response+json,application/json;q=0.9', 'direct', 200],
  ['application/json;q=0.5, application/graphql-response+json;q=0.8', 'direct', 200],
  ['application/json;q=0, */*', 'direct', 200],
  ['application/json;q=0, application/json, application/graphql-response+json;q=0.9', 'direct', 200],
  ['application/*;q=0.1, application/json;q=0.01', 'direct', 200],
  ['application/json, application/json;q=0.1, application/graphql-response+json;q=0.5', 'direct', 200],
  ['*/*;q=0.2, application/graphql-response+json; charset=utf-8; q=0.2', 'direct', 200],
  ['text/html, application/json;q=0.1', 'direct', 200],
  ['application/json, text/plain, */*', 'direct', 200],
  ['application/json;profile=x, */*', 'usual', 200],
  ['application/json;q=0.1234', 'usual', 200],
  ['application/json; callbackSpec=1.0', 'usual', 200],
  ['multipart/mixed;deferSpec=20220824, application/json', 'usual', 200],
  ['nonsense', 'usual', 406],
  ['text/html', 'usual', 406],
  ['application/json;q=0', 'usual', 406],
  [',', 'usual', 406],
];

const cases: Case[] = [
  ['signed out', 'direct', 200, post({ query: '{ __typename }' })],
  ['signed out, asking for what is nobody else’s', 'direct', 200, post({ query: '{ viewer { email } }' })],
  ['signed in', 'direct', 200, signedIn({ query: '{ viewer { email user { name } } }' })],
  ['what it cost', 'direct', 200, signedIn({ query: LIMIT })],
  ['variables', 'direct', 200, (ways) => signedIn({ query: SMALL, variables: { id: ways.project.id } })(ways)],
  ['variables that it does not have', 'direct', 200, signedIn({ query: LIMIT, variables: { more: [1, { a: null }] } })],
  ['variables that are null', 'direct', 200, signedIn({ query: LIMIT, variables: null })],
  ['variables of a wrong type', 'usual', 400, signedIn({ query: SMALL, variables: { id: [] } })],
  ['variables that are missing', 'usual', 400, signedIn({ query: SMALL })],
  ['variables that are missing, as data alone', 'usual', 400, signedIn({ query: SMALL }, { accept: 'application/json' })],
  ['variables that are a text', 'usual', 400, signedIn({ query: LIMIT, variables: '{}' })],
  ['variables that are a list', 'usual', 400, signedIn({ query: LIMIT, variables: [] })],
  ['one of several operations', 'direct', 200, signedIn({ query: SEVERAL, operationName: 'B' })],
  [
    'one of several that is a mutation',
    'usual',
    200,
    signedIn({ query: `${SEVERAL} mutation D { __typename }`, operationName: 'D' }),
  ],
  ['none of several operations', 'usual', 400, signedIn({ query: SEVERAL })],
  ['an operation that is not there', 'usual', 400, signedIn({ query: SEVERAL, operationName: 'X' })],
  ['an operation without a name by one', 'usual', 400, signedIn({ query: LIMIT, operationName: '' })],
  ['an operation name that is null', 'direct', 200, signedIn({ query: LIMIT, operationName: null })],
  ['an operation name that is a number', 'usual', 400, signedIn({ query: LIMIT, operationName: 1 })],
  ['a mutation', 'usual', 200, post({ query: SIGN_IN })],
  ['a subscription', 'usual', 400, signedIn({ query: 'subscription { notificationReceived { __typename } }' })],
  ['an error of a field', 'usual', 200, signedIn({ query: FAILING })],
  ['a document that is not valid', 'usual', 400, signedIn({ query: '{ nothing }' })],
  ['a document that is no text', 'usual', 400, signedIn({ query: { kind: 'Document' } })],
  ['no document', 'usual', 400, signedIn({ query: '' })],
  [
    'more than one may cost',
    'usual',
    400,
    signedIn({
      query: '{ users(first: 100) { nodes { organizations(first: 100) { nodes { projects(first: 100) { nodes { id } } } } } } }',
    }),
  ],
  ['a token that has expired', 'usual', 401, ({ expired }) => post({ query: LIMIT }, bearer({ token: expired }))()],
  ['a token that is none', 'usual', 401, post({ query: LIMIT }, { authorization: 'Bearer x' })],
  ['a token of another kind', 'usual', 401, post({ query: LIMIT }, { authorization: 'Basic eDp5' })],
  [
    'a token of few scopes, and no more is asked',
    'usual',
    200,
    ({ narrow, project }) =>
      post({ query: 'query ($id: ID!) { project(id: $id) { name } }', variables: { id: project.id } }, bearer(narrow))(),
  ],
  ['a token of too few scopes', 'usual', 403, ({ narrow }) => post({ query: '{ users { totalCount } }' }, bearer(narrow))()],
  [
    'a token of too few scopes for what comes to light',
    'usual',
    200,
    ({ narrow, ada }) =>
      post({ query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id: ada.id } }, bearer(narrow))(),
  ],
  ['a text with its hash', 'direct', 200, signedIn({ query: LIMIT, ...persisted(LIMIT) })],
  ['a hash alone', 'direct', 200, signedIn(persisted(LIMIT))],
  ['a hash as `documentId`', 'direct', 200, signedIn({ documentId: `sha256:${sha256(LIMIT)}` })],
  ['a hash that nobody knows', 'usual', 200, signedIn(persisted('{ viewer { id } }'))],
  ['a text with the hash of another', 'usual', 400, signedIn({ query: LIMIT, ...persisted(SMALL) })],
  ['a hash that is none', 'usual', 400, signedIn({ extensions: { persistedQuery: { version: 1, sha256Hash: 1 } } })],
  ...accepted.map(([accept, way, status]): Case => [`Accept: ${accept}`, way, status, signedIn({ query: LIMIT }, { accept })]),
  ['a key for repeating', 'direct', 200, signedIn({ query: LIMIT }, { 'idempotency-key': '"a"' })],
  ['a key that is none', 'direct', 200, signedIn({ query: LIMIT }, { 'idempotency-key': '\u00e4' })],
  ['a page of another origin that may', 'direct', 200, signedIn({ query: LIMIT }, { origin: ORIGIN })],
  ['a page of another origin that may not', 'direct', 200, signedIn({ query: LIMIT }, { origin: 'https://evil.example' })],
  ['a type with its charset', 'direct', 200, signedIn({ query: LIMIT }, { 'content-type': 'application/json; charset=utf-8' })],
  ['another charset', 'usual', 415, signedIn({ query: LIMIT }, { 'content-type': 'application/json; charset=latin1' })],
  ['another coding', 'usual', 415, signedIn({ query: LIMIT }, { 'content-encoding': 'gzip' })],
  ['a form', 'usual', 415, signedIn({ query: LIMIT }, { 'content-type': 'text/plain' })],
  ['no type', 'usual', 415, ({ ada }) => ({ headers: bearer(ada), body: { query: LIMIT } })],
  ['malformed JSON', 'usual', 400, post('{"query":')],
  ['a poisoned body', 'usual', 400, post('{"query":"{ __typename }","__proto__":{}}')],
  ['an empty body', 'usual', 400, post('')],
  ['a list of operations', 'usual', 400, post([{ query: LIMIT }])],
  ['a body that is null', 'usual', 400, post('null')],
  ['a body that is a text', 'usual', 400, post('"{ __typename }"')],
  ['an object without anything', 'usual', 400, post({})],
  ['extensions', 'direct', 200, signedIn({ query: LIMIT, extensions: { other: 1 } })],
  ['extensions that are null', 'direct', 200, signedIn({ query: LIMIT, extensions: null })],
  ['extensions that are a text', 'usual', 400, signedIn({ query: LIMIT, extensions: '{}' })],
  ['a search beside the body', 'usual', 400, (ways) => ({ ...signedIn({ query: LIMIT })(ways), path: '/graphql?documentId=x' })],
  ['a path with a stroke at its end', 'direct', 200, (ways) => ({ ...signedIn({ query: LIMIT })(ways), path: '/graphql/' })],
  ['GET', 'direct', 200, get({ query: LIMIT })],
  [
    'GET by who names an operation',
    'direct',
    200,
    get({ query: SEVERAL, operationName: 'A' }, { 'x-apollo-operation-name': 'A' }),
  ],
  ['GET with a type', 'direct', 200, get({ query: LIMIT }, json)],
  ['GET with another type', 'usual', 415, get({ query: LIMIT }, { ...asks, 'content-type': 'text/plain' })],
  ['GET with a type that no form has', 'usual', 415, get({ query: LIMIT }, { 'content-type': 'application/x' })],
  ['GET by who may be a page of another site', 'usual', 400, get({ query: LIMIT }, {})],
  ['GET with an empty header', 'usual', 400, get({ query: LIMIT }, { 'apollo-require-preflight': '' })],
  ['GET with variables', 'direct', 200, get({ query: SMALL, variables: '{"id":"prj_x"}' })],
  ['GET with variables that are no JSON', 'usual', 400, get({ query: SMALL, variables: '{' })],
  ['GET with variables that are a list', 'usual', 400, get({ query: SMALL, variables: '[]' })],
  ['GET with extensions', 'direct', 200, get({ extensions: JSON.stringify(persisted(LIMIT).extensions) })],
  ['GET with `documentId`', 'direct', 200, get({ documentId: sha256(LIMIT) })],
  ['GET of a hash that nobody knows', 'usual', 200, get({ documentId: sha256('x') })],
  ['GET of a mutation', 'usual', 405, get({ query: SIGN_IN })],
  ['GET of nothing', 'usual', 400, get({})],
  ['GET twice the same', 'usual', 400, () => ({ ...get({ query: LIMIT })(), path: `${search({ query: LIMIT })}&query=x` })],
  ['GET with two questions', 'usual', 400, () => ({ ...get({ query: LIMIT })(), path: `${search({ query: LIMIT })}?` })],
  ['GET of what fails', 'usual', 200, ({ ada }) => get({ query: FAILING }, { ...asks, ...bearer(ada) })()],
  [
    'GET with a token that has expired',
    'usual',
    401,
    (ways) => get({ query: LIMIT }, { ...asks, ...bearer({ token: ways.expired }) })(),
  ],
  ['HEAD', 'usual', 405, () => ({ ...get({ query: LIMIT })(), method: 'HEAD' })],
  ['PUT', 'usual', 404, () => ({ ...post({ query: LIMIT })(), method: 'PUT' })],
];

describe('a query that is prepared', () => {
  let ways: BothWays;
  beforeAll(async () => {
    ways = await BothWays.start();
  });
  afterAll(() => ways.close());

  let number = 0;
  it.each(cases)('%s goes the %s way with the answer of the other (%i)', async (_, way, status, request) => {
    const id = `case-${++number}`;
    // The first time it may have to be prepared.
    await ways.send(request(ways), `${id}-first`);
    const answer = await ways.send(request(ways), id);
    expect([answer.status, answer.direct ? 'direct' : 'usual']).toEqual([status, way]);
  });

  it('is counted as every other', async () => {
    const counts = async ({ url }: TestApp) => {
      const { body } = await rawRequest(url, { method: 'GET', path: '/metrics' });
      return body
        .split('\n')
        .filter(
          (line) =>
            /^atrium_(graphql_operation|http_request)_seconds_count.*"(POST|GET|query|mutation)"/.test(line) &&
            !line.includes('/metrics'),
        );
    };
    expect(await counts(ways.direct)).toEqual(await counts(ways.usual));
    const { body } = await rawRequest(ways.direct.url, { method: 'GET', path: '/metrics' });
    expect(body).toContain(`atrium_graphql_direct_answers_total ${ways.answerer.answered}\n`);
  });

  it('is refused once its budget is spent, and is paid for once when it fails', async () => {
    const spender = await ways.usual.world().person('Spender');
    const dear = 'query ($after: String) { users(first: 100, after: $after) { nodes { id name } } }';
    const ask = { headers: { ...json, ...bearer(spender) }, body: { query: dear } };
    const failing = { ...ask, body: { query: dear, variables: { after: 'no cursor' } } };
    const spent = async (request: RawRequest) => {
      const used = async () =>
        JSON.parse((await ways.send({ ...ask, body: { query: '{ rateLimit { used } }' } }, `used-${++number}`)).body);
      const before = (await used()).data.rateLimit.used as number;
      await ways.send(request, `spent-${++number}`);
      return ((await used()).data.rateLimit.used as number) - before - 1;
    };
    await spent(ask);
    const [paid, paidInVain] = [await spent(ask), await spent(failing)];
    expect(paidInVain).toBe(paid);
    expect(paid).toBeGreaterThan(100);

    const turns = [];
    for (let turn = 0; turn * paid < 12_000; turn++) {
      const { status, direct } = await ways.send(ask, `turn-${++number}`);
      turns.push(`${status} ${direct ? 'direct' : 'usual'}`);
    }
    expect([...new Set(turns)]).toEqual(['200 direct', '429 usual']);
  });

  it('is executed, and paid for once, where its answerer breaks', async () => {
    const { asked } = ways.answerer;
    ways.answerer.broken = true;
    const answer = await ways.send(signedIn({ query: LIMIT })(ways), 'broken');
    ways.answerer.broken = false;
    expect([answer.status, answer.direct, ways.answerer.asked]).toEqual([200, false, asked + 1]);
  });

  it('has the database asked once who sends it, also when it fails', async () => {
    const authentications = async (test: TestApp, body: object) =>
      (await test.statementsOf(() => rawRequest(test.url, { headers: { ...json, ...bearer(ways.ada) }, body }))).filter((sql) =>
        /from sessions/.test(sql),
      ).length;
    // What is remembered of somebody is looked at by the statement that answers them.
    expect(await authentications(ways.direct, { query: LIMIT })).toBe(0);
    expect(await authentications(ways.direct, { query: SMALL, variables: { id: {} } })).toBe(1);
  });

  it('is answered over a socket, too, in the same messages', async () => {
    const heard = [];
    for (const test of [ways.direct, ways.usual]) {
      const socket = new Socket(test.url, ways.ada.token);
      const before = ways.answerer.answered;
      const [one, broken] = [await socket.subscribe(SMALL, { id: ways.project.id }), await socket.subscribe(SMALL, { id: {} })];
      await eventually(() => (one.completed && broken.errors.length > 0) || undefined);
      heard.push({ events: one.events, errors: broken.errors, direct: ways.answerer.answered - before });
      await socket.close();
    }
    const [direct, usual] = heard;
    expect(direct!.events).toMatchObject([{ name: ways.project.name }]);
    expect({ ...direct, direct: 0 }).toEqual(usual);
    expect(direct!.direct).toBe(1);
  });
});

describe('where only trusted operations are run', () => {
  let ways: BothWays;
  beforeAll(async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'atrium-manifest-')), 'manifest.json');
    const sign =
      'mutation ($input: SignUpInput!) { signUp(input: $input) {\n  accessToken refreshToken viewer { email user { id username } } userErrors { code message path } } }';
    await writeFile(file, JSON.stringify(Object.fromEntries([LIMIT, SMALL, sign].map((text) => [sha256(text), text]))));
    ways = await BothWays.start({ trustedOperations: file });
  });
  afterAll(() => ways.close());

  it.each<Case>([
    ['a trusted text', 'direct', 200, signedIn({ query: LIMIT })],
    ['the same with other spaces', 'usual', 200, signedIn({ query: `  ${LIMIT}` })],
    ['a trusted hash', 'direct', 200, signedIn(persisted(LIMIT))],
    ['a trusted text with the hash of another', 'direct', 200, signedIn({ query: LIMIT, ...persisted(SMALL) })],
    ['a trusted hash by GET', 'direct', 200, get({ documentId: sha256(LIMIT) })],
    ['another text', 'usual', 400, signedIn({ query: '{ __typename }' })],
    ['another text with a trusted hash', 'usual', 400, signedIn({ query: '{ __typename }', ...persisted(LIMIT) })],
    ['another hash', 'usual', 400, signedIn(persisted('{ __typename }'))],
  ])('%s goes the %s way with the answer of the other (%i)', async (name, way, status, request) => {
    await ways.send(request(ways), `${way}-${name.length}-first`);
    const answer = await ways.send(request(ways), `${way}-${name.length}`);
    expect([answer.status, answer.direct ? 'direct' : 'usual']).toEqual([status, way]);
  });
});
