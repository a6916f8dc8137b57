import { createClient } from 'graphql-sse';
import { TestApp } from '../../testkit/app.js';
import { exchange, postGraphql } from '../../testkit/exchange.js';
import { eventually, Socket } from '../../testkit/socket.js';

const log: Record<string, unknown>[] = [];
let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start({ onLog: (line) => log.push(line) });
});
afterEach(async () => {
  expect(await test.signedOut.query('{ viewer { email } }')).toEqual({ viewer: null });
  expect(log.filter(({ level }) => (level as number) >= 40)).toEqual([]);
});
afterAll(() => test.close());

interface Failure {
  message: string;
  locations: object[];
  extensions: { code: string };
}

/** Each asks the same in its own way. @returns the errors. */
const ways: Record<string, (query: string, variables: object) => Promise<Failure[]>> = {
  async 'by POST'(query, variables) {
    const { status, body } = await postGraphql(test.url, { query, variables });
    expect([status, 'data' in body]).toEqual([400, false]);
    return body.errors;
  },
  async 'by GET'(query, variables) {
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    if (search.toString().length > 15_000) return ways['by POST']!(query, variables);
    const { status, body } = await exchange(`${test.url}/graphql?${search.toString()}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(status).toBe(400);
    return body.errors;
  },
  async 'as a form'(query, variables) {
    const body = new FormData();
    body.set('operations', JSON.stringify({ query, variables }));
    body.set('map', '{}');
    const headers = { 'apollo-require-preflight': 'true' };
    const answer = await exchange(`${test.url}/graphql`, { method: 'POST', headers, body });
    expect(answer.status).toBe(400);
    return answer.body.errors;
  },
  async 'over a socket'(query, variables) {
    const socket = Socket.of(test.signedOut);
    const { errors } = await socket.subscribe(query, variables as Record<string, unknown>);
    await eventually(() => errors.length > 0 || undefined);
    await socket.close();
    return errors as unknown as Failure[];
  },
  async 'as server-sent events'(query, variables) {
    const client = createClient({ url: `${test.url}/graphql/stream` });
    const heard = await client.iterate({ query, variables: variables as Record<string, unknown> }).next();
    client.dispose();
    return heard.value.errors;
  },
};

const orders = (mark: string) => `query ${mark}($o: ProjectOrder) { projects(orderBy: $o) { totalCount } }`;
const nodes = (mark: string) => `query ${mark}($ids: [ID!]!) { nodes(ids: $ids) { id } }`;
const activity = (mark: string) =>
  `subscription ${mark}($id: ID!, $after: String) { projectActivity(projectId: $id, after: $after) { cursor } }`;
const order = { field: 'NAME', direction: 'ASC' };
const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));
const tooMany = 'Too many errors processing variables, error limit reached. Execution aborted.';

describe('variables that are wrong', () => {
  it.each<[string, (mark: string) => string, object, number, string]>([
    [
      'one unknown key',
      orders,
      { o: { ...order, k0: 1 } },
      1,
      'Variable "$o" got an invalid value; Field "k0" is not defined by type "ProjectOrder".',
    ],
    [
      '20 unknown keys',
      orders,
      { o: { ...order, ...keys(20) } },
      20,
      'Variable "$o" got an invalid value; Field "k19" is not defined by type "ProjectOrder".',
    ],
    ['51 unknown keys', orders, { o: { ...order, ...keys(51) } }, 21, tooMany],
    ['20,000 unknown keys', orders, { o: { ...order, ...keys(20_000) } }, 21, tooMany],
    ['9,000 wrong items', nodes, { ids: Array.from({ length: 9_000 }, () => ({})) }, 21, tooMany],
    [
      'an item that is wrong',
      nodes,
      { ids: ['usr_x', { secret: 1 }] },
      1,
      'Variable "$ids" got an invalid value at "ids[1]"; ID cannot represent value: {}',
    ],
    ['none of what is needed', nodes, {}, 1, 'Variable "$ids" of required type "[ID!]!" was not provided.'],
    [
      'a choice that there is not',
      orders,
      { o: { field: 'NAM', direction: 'ASC' } },
      1,
      'Variable "$o" got an invalid value at "o.field"; Value "NAM" does not exist in "ProjectOrderField" enum. Did you mean the enum value "NAME"?',
    ],
  ])('%s: get the same answer by all ways, prepared and not', async (name, query, variables, count, last) => {
    const mark = `Q${name.replace(/\W/g, '_')}`;
    const answers = [];
    for (const ask of Object.values(ways)) answers.push(await ask(query(mark), variables), await ask(query(mark), variables));
    expect(answers[0]).toHaveLength(count);
    expect(answers[0]!.at(-1)).toMatchObject({ message: last, locations: [{ line: 1 }], extensions: { code: 'BAD_USER_INPUT' } });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('of a subscription are refused like those of a query', async () => {
    const answers = await Promise.all(
      ['over a socket', 'as server-sent events'].map((way) => ways[way]!(activity('A'), { id: {}, after: 1 })),
    );
    expect(answers[0]).toMatchObject([
      { message: 'Variable "$id" got an invalid value; ID cannot represent value: {}' },
      { message: 'Variable "$after" got an invalid value; String cannot represent a non string value: 1' },
    ]);
    expect(answers[1]).toEqual(answers[0]);
  });

  it('are refused before anything is done: 60,000 unknown keys are not even read', async () => {
    const { status, body } = await postGraphql(test.url, { query: orders('Sixty'), variables: { o: keys(60_000) } });
    expect({ status, errors: body.errors }).toEqual({
      status: 400,
      errors: [
        { message: 'JSON may have at most 50000 lists, objects, names and values.', extensions: { code: 'BAD_USER_INPUT' } },
      ],
    });
  });

  it('of which none is declared do no harm', async () => {
    expect(await test.signedOut.query('{ viewer { email } }', { ...keys(20_000) })).toEqual({ viewer: null });
  });
});
