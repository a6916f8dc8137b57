import type { RawRequest } from './raw-request.js';

/** As much as a body may hold, and room for what is around it. */
const MEBIBYTE = 1024 * 1024 - 1_000;
/** As much as headers may hold. */
const HEADER = 15_000;

let made = 0;
const list = (count: number, item: (index: number) => string) =>
  `[${Array.from({ length: count }, (_, index) => item(index)).join()}]`;
const filled = (item: string, bytes = MEBIBYTE) => list(Math.floor(bytes / (item.length + 1)), () => item);
const nested = (open: string, close: string, bytes = MEBIBYTE) => {
  const levels = Math.floor(bytes / (open.length + close.length));
  return `${open.repeat(levels)}${close.repeat(levels)}`;
};
/** An object with names that no request before had: engines remember shapes of objects. */
const names = (count: number, value = '1') => {
  const own = `n${++made}x`;
  return `{${Array.from({ length: count }, (_, index) => `"${own}${index.toString(36)}":${value}`).join()}}`;
};
const objects = (count: number) => {
  const own = `o${++made}x`;
  return list(count, (index) => `{"${own}${index.toString(36)}":1}`);
};

const json = { 'content-type': 'application/json' };
const post = (query: string, variables: string, more = ''): RawRequest => ({
  headers: json,
  body: `{"query":${JSON.stringify(query)},"variables":${variables}${more}}`,
});
const junk = (value: string) => post('{ __typename }', `{"junk":${value}}`);
const withHeaders = (headers: Record<string, string>): RawRequest => {
  const { body } = post('{ __typename }', '{}');
  return { headers: { ...json, ...headers }, ...(body !== undefined && { body }) };
};
const get = (search: string, headers: Record<string, string> = {}): RawRequest => ({
  method: 'GET',
  path: `/graphql?query=%7B__typename%7D${search}`,
  headers: { 'apollo-require-preflight': '1', ...headers },
});

const part = (name: string, body: string, more = '') =>
  `--X\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${body}\r\n`;
const form = (...parts: string[]): RawRequest => ({
  headers: { 'content-type': 'multipart/form-data; boundary=X', 'apollo-require-preflight': '1' },
  body: `${parts.join('')}--X--\r\n`,
});
const operation = part('operations', '{"query":"{ __typename }","variables":{"a":null}}');

const orders = 'query ($o: ProjectOrder) { projects(orderBy: $o) { totalCount } }';
const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const users =
  'query ($text: String, $after: String, $first: Int) { users(query: $text, after: $after, first: $first) { totalCount } }';
const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }';
const signUp = 'mutation ($input: SignUpInput!) { signUp(input: $input) { userErrors { code } } }';
const credentials = (email: string, password: string) => post(signIn, JSON.stringify({ input: { email, password } }));
const account = (name: string, password: string) =>
  post(signUp, JSON.stringify({ input: { email: 'worst@people.example', name, password } }));
const text = (query: string, name: string, value: string) => post(query, JSON.stringify({ [name]: value }));
const letters = (count = MEBIBYTE) => 'N'.repeat(count);

/** For each parser that a request reaches, the bodies and headers of the worst kinds that it may be given; each time made anew. */
export const worstRequests: Record<string, Record<string, () => RawRequest>> = {
  'the body as JSON': {
    'lists in lists': () => junk(nested('[', ']')),
    'objects in objects': () => junk(`${'{"a":'.repeat(170_000)}1${'}'.repeat(170_000)}`),
    'lists in lists, as deep as they may be': () => junk(filled(nested('[', ']', 180), 90_000)),
    'empty lists': () => junk(filled('[]')),
    'empty objects': () => junk(filled('{}')),
    'objects with names of their own': () => junk(objects(80_000)),
    'as many objects with names of their own as there may be': () => junk(objects(12_400)),
    names: () => junk(names(70_000)),
    'as many names as there may be': () => junk(names(24_800)),
    numbers: () => junk(filled('1.1e-300')),
    'a long number': () => junk('1'.repeat(MEBIBYTE)),
    escapes: () => junk(`"${'\\u0041'.repeat(170_000)}"`),
    'a prototype behind many objects': () => junk(`${filled('{}', 60_000)},"\\u005f_proto__":{}`),
    'a constructor behind many objects': () => junk(`${filled('{}', 60_000)},"constructor":{}`),
    'a list that never ends': () => ({ headers: json, body: '['.repeat(MEBIBYTE) }),
    'a text that never ends': () => ({ headers: json, body: `{"query":"${letters()}` }),
    spaces: () => ({ headers: json, body: `${' '.repeat(MEBIBYTE)}{}` }),
    'a batch': () => ({ headers: json, body: filled('{"query":"{ __typename }"}') }),
  },
  'the document': {
    'a mebibyte': () => post(`{ a ${' '.repeat(MEBIBYTE)} }`, '{}'),
    'selections in selections': () => post(nested('{a', '}', 60_000), '{}'),
    fields: () => post(`{ ${'a '.repeat(9_900)} }`, '{}'),
    'fields with long names that are nearly known': () =>
      post(`{ ${Array.from({ length: 60 }, (_, index) => `users${'s'.repeat(900)}${index}`).join(' ')} }`, '{}'),
    'arguments that are nearly known': () =>
      post(`{ users(${Array.from({ length: 3_000 }, (_, index) => `firsts${index}: 1`).join(' ')}) { totalCount } }`, '{}'),
    'a list as a literal': () => post(`{ users(first: [${'"x",'.repeat(3_000)}]) { totalCount } }`, '{}'),
    'a block of text': () => post(`{ users(query: """${'\n '.repeat(30_000)}""") { totalCount } }`, '{}'),
    variables: () =>
      post(`query (${Array.from({ length: 2_000 }, (_, index) => `$f${index}: Int`).join(' ')}) { __typename }`, '{}'),
  },
  variables: {
    '2,000 unknown keys': () => post(orders, `{"o":${names(2_000)}}`),
    'as many unknown keys as there may be': () => post(orders, `{"o":${names(24_800)}}`),
    'an unknown key of a mebibyte': () => post(orders, `{"o":{"${letters()}":1}}`),
    'an enum of a mebibyte': () => post(orders, `{"o":{"field":"${letters()}","direction":"ASC"}}`),
    'an object in place of an enum': () => post(orders, `{"o":{"field":${names(24_800)},"direction":"ASC"}}`),
    'an object in place of a text': () => post(users, `{"text":${names(24_800)}}`),
    'a text in place of a number': () => text(users, 'first', '"'.repeat(MEBIBYTE / 2)),
    'wrong ids': () => post(nodes, `{"ids":${list(9_000, () => '{}')}}`),
    'ids that name nothing': () => post(nodes, `{"ids":${filled('"usr_x"')}}`),
    'a long id': () => text('query ($id: ID!) { node(id: $id) { id } }', 'id', letters()),
    'a cursor of a mebibyte': () => text(users, 'after', Buffer.from('|'.repeat(700_000)).toString('base64url')),
    'a cursor of digits': () => text(users, 'after', Buffer.from(`a@1|${'1'.repeat(700_000)}`).toString('base64url')),
    'a text to look for': () => text(users, 'text', ' a'.repeat(MEBIBYTE / 2)),
    'a slug': () => text('query ($slug: String!) { organizationBySlug(slug: $slug) { id } }', 'slug', 'a-'.repeat(MEBIBYTE / 2)),
    'a token of an invitation': () =>
      text('query ($t: String!) { invitationPreview(token: $t) { __typename } }', 't', 'a.'.repeat(MEBIBYTE / 2)),
    'an address of dots': () => credentials(`a@${'a.'.repeat(MEBIBYTE / 2)}`, 'x'),
    'an address of dashes': () => credentials(`a@${'a-'.repeat(MEBIBYTE / 2)}`, 'x'),
    'an address without an end': () => credentials(`${'a.'.repeat(MEBIBYTE / 2)}@`, 'x'),
    'a long address': () => credentials(`${'a'.repeat(MEBIBYTE)}@people.example`, 'x'),
    'a password': () => credentials('worst@people.example', 'p'.repeat(MEBIBYTE)),
    'a password that grows when it is normalised': () => credentials('worst@people.example', '\ufdfa'.repeat(MEBIBYTE / 3)),
    'a new password': () => account('Worst', '\u0344'.repeat(MEBIBYTE / 2)),
    'a name of accents': () => account('\u0323\u0307'.repeat(MEBIBYTE / 4), 'correct horse battery'),
    'a name of spaces': () => account(`x${' '.repeat(MEBIBYTE)}x`, 'correct horse battery'),
    'a refresh token': () =>
      post(
        'mutation ($i: RefreshSessionInput!) { refreshSession(input: $i) { userErrors { code } } }',
        JSON.stringify({ i: { refreshToken: 'a.'.repeat(MEBIBYTE / 2) } }),
      ),
    'an operation name of quotes': () => post('{ __typename }', '{}', `,"operationName":"${'\\"'.repeat(MEBIBYTE / 2)}"`),
    'an idempotency key, and much that is not asked for': () => ({
      ...post(signIn, `{"input":{"email":"worst@people.example","password":"x"},"junk":${names(24_000)}}`),
      headers: { ...json, 'idempotency-key': `worst-${++made}` },
    }),
  },
  extensions: {
    'lists in lists': () => post('{ __typename }', '{}', `,"extensions":{"a":${nested('[', ']')}}`),
    names: () => post('{ __typename }', '{}', `,"extensions":${names(24_800)}`),
    'a hash of a mebibyte': () =>
      post('{ __typename }', '{}', `,"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${letters()}"}}`),
    'a document id of a mebibyte': () => ({ headers: json, body: `{"documentId":"${'sha256:'.repeat(MEBIBYTE / 7)}"}` }),
  },
  'a multipart form': {
    'a map of 24,000 paths': () =>
      form(operation, part('map', `{"0":${filled(`"${'a.'.repeat(19)}a"`)}}`), part('0', 'x', '; filename="a"')),
    'a map of short paths': () => form(operation, part('map', `{"0":${filled('"a"')}}`)),
    'a map as large as it may be': () => form(operation, part('map', `{"0":${filled('"variables.a"', 1_300)}}`)),
    'a map of names': () => form(operation, part('map', names(60_000, '[]'))),
    'a map of lists in lists': () => form(operation, part('map', nested('[', ']'))),
    'a path of half a million steps': () =>
      form(operation, part('map', `{"0":["variables${'.a'.repeat(MEBIBYTE / 2 - 1_000)}"]}`)),
    'operations of lists in lists': () =>
      form(part('operations', `{"query":"{ __typename }","variables":{"a":${nested('[', ']')}}}`), part('map', '{}')),
    'operations of names': () =>
      form(part('operations', `{"query":"{ __typename }","variables":{"a":${names(24_800)}}}`), part('map', '{}')),
    'many fields': () => form(operation, part('map', '{}'), part('a', 'b').repeat(18_000)),
    'many files': () => form(operation, part('map', '{}'), part('a', 'b', '; filename="a"').repeat(14_000)),
    'files before the map': () => form(operation, part('a', 'b', '; filename="a"').repeat(14_000)),
    'many headers of a part': () => form(`--X\r\n${'a: b\r\n'.repeat(170_000)}\r\nx\r\n`),
    'a long header of a part': () => form(`--X\r\nContent-Disposition: form-data; ${'a=b;'.repeat(250_000)}\r\n\r\nx\r\n`),
    'what nearly is a boundary': () => form(part('operations', '\r\n--'.repeat(250_000))),
    'line ends': () => form(part('operations', '\r\n'.repeat(500_000))),
    'a long boundary': () => ({
      headers: { 'content-type': `multipart/form-data; boundary=${'X'.repeat(HEADER)}`, 'apollo-require-preflight': '1' },
      body: 'X\r\n--'.repeat(150_000),
    }),
  },
  'the address': {
    'variables of lists in lists': () => get(`&variables=%7B%22a%22:${nested('[', ']', HEADER - 200)}%7D`),
    parameters: () => get('&a'.repeat(HEADER / 2 - 100)),
    'parameters of their own': () => get(Array.from({ length: 3_000 }, (_, index) => `&${index.toString(36)}`).join('')),
    'percent signs': () => get(`&a=${'%41'.repeat(HEADER / 3 - 100)}`),
    'a long path': () => ({ method: 'GET', path: `/${'a/'.repeat(HEADER / 2)}` }),
    'a link to a file': () => ({ method: 'GET', path: `/files/${'a.'.repeat(HEADER / 2)}` }),
  },
  ...Object.fromEntries(
    [
      'accept',
      'authorization',
      'content-type',
      'cookie',
      'idempotency-key',
      'origin',
      'x-forwarded-for',
      'x-request-id',
      'host',
    ].map((header) => [
      `the header ${header}`,
      {
        spaces: () => withHeaders({ [header]: `a/b;${' '.repeat(HEADER - 10)}c` }),
        parameters: () => withHeaders({ [header]: `a/b${';a=b'.repeat(HEADER / 4)}` }),
        commas: () => withHeaders({ [header]: 'a/b,'.repeat(HEADER / 4) }),
        quotes: () => withHeaders({ [header]: `a/b;c="${'\\"'.repeat(HEADER / 2)}` }),
        dots: () => withHeaders({ [header]: `Bearer ${'a.'.repeat(HEADER / 2)}` }),
      },
    ]),
  ),
  ...Object.fromEntries(
    ['if-none-match', 'if-match', 'range', 'accept-encoding', 'content-type', 'accept'].map((header) => [
      `the header ${header} of a GET`,
      {
        spaces: () => get('', { [header]: `a/b;${' '.repeat(HEADER - 200)}c` }),
        tags: () => get('', { [header]: '"a", '.repeat(HEADER / 5 - 100) }),
        weak: () => get('', { [header]: 'W/'.repeat(HEADER / 2 - 100) }),
        quotes: () => get('', { [header]: '"'.repeat(HEADER - 200) }),
      },
    ]),
  ),
};

/** The same, as bodies of JSON, for what carries operations in other ways. */
export const worstOperations = (): [string, string][] =>
  ['the body as JSON', 'variables', 'extensions'].flatMap((parser) =>
    Object.entries(worstRequests[parser]!).map(([kind, make]): [string, string] => [`${parser}: ${kind}`, make().body as string]),
  );
