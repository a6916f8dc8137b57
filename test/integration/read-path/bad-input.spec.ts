import { BothWays } from '../../testkit/both-ways.js';
import { newId } from '../../../src/shared/ids.js';

/*
 * Whatever is asked: who is answered by a plan gets the same status, headers and body as who is answered field by field.
 */
let ways: BothWays;
beforeAll(async () => {
  ways = await BothWays.start();
});
afterAll(() => ways.close());

const files = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $kind: FileKind, $query: String, $orderBy: FileOrder) {
  project(id: $id) { files(first: $first, after: $after, last: $last, before: $before, kind: $kind, query: $query, orderBy: $orderBy) {
    totalCount nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
const activity = `query ($id: ID!, $types: [ActivityType!]) { organization(id: $id) { activity(types: $types) { nodes { type } } } }`;
const deep = (levels: number) =>
  `query ($id: ID!) { project(id: $id) { ...f0 } } ${Array.from({ length: levels }, (_, n) => `fragment f${n} on Project { ...f${n + 1} }`).join(' ')} fragment f${levels} on Project { name }`;
const cursor = (text: string) => Buffer.from(text).toString('base64url');

type Variables = Record<string, unknown>;
const cases: [string, string, Variables][] = [
  ['a page of nothing', files, { first: 0 }],
  ['the largest page', files, { first: 100 }],
  ['a page too large', files, { first: 101 }],
  ['a page of less than nothing', files, { first: -1 }],
  ['a page of too much for 32 bits', files, { first: 2 ** 31 }],
  ['a page of a fraction', files, { first: 1.5 }],
  ['pages from both ends', files, { first: 1, last: 1 }],
  ['a page backwards', files, { last: 3, before: cursor(`createdAt DESC|0|${newId()}`) }],
  ['everything null', files, { first: null, after: null, last: null, before: null, kind: null, query: null }],
  ['an order that is null', files, { orderBy: null }],
  ['an order without a direction', files, { orderBy: { field: 'NAME' } }],
  ['an order by what there is not', files, { orderBy: { field: 'sha256', direction: 'ASC' } }],
  ['a cursor of rubbish', files, { after: '💥' }],
  ['a cursor of another order', files, { after: cursor(`name ASC|a|${newId()}`) }],
  ['a cursor with a zero byte', files, { orderBy: { field: 'NAME', direction: 'ASC' }, after: cursor(`name ASC|\0|${newId()}`) }],
  ['a search with a zero byte', files, { query: 'a\0b' }],
  ['a search with half a character', files, { query: '\ud83d' }],
  ['a search for patterns', files, { query: '%_\\' }],
  ['a search for very much', files, { query: 'x'.repeat(100_000) }],
  ['a kind that there is not', files, { kind: 'NOTHING' }],
  ['a kind that is a number', files, { kind: 1 }],
  ['an id that is a list', files, { id: [] }],
  ['an id that is a number', files, { id: 7 }],
  ['an id of something else', files, { id: `usr_${newId()}` }],
  ['an id in capital letters', files, { id: `prj_${newId().toUpperCase()}` }],
  ['an id that is none', files, { id: "' or true --" }],
  ['an id with a zero byte', files, { id: 'prj_\0' }],
  ['variables of the prototype', files, JSON.parse('{"__proto__": {"first": 1}, "constructor": 1}') as Variables],
  ['a list that is null', activity, { types: null }],
  ['a list that is empty', activity, { types: [] }],
  ['a list with null in it', activity, { types: [null] }],
  ['one in place of a list', activity, { types: 'PROJECT_CREATED' }],
  ['a list of what there is not', activity, { types: ['NOTHING'] }],
  ['fragments in fragments', deep(50), {}],
  ['a document of nearly 100 kB', `${files} # ${'x'.repeat(96_000)}`, {}],
  ['a document of more', `${files} # ${'x'.repeat(120_000)}`, {}],
];

describe('both strategies answer the same', () => {
  it.each(cases)('to %s', async (name, query, variables) => {
    const id = query === activity ? ways.organization.id : ways.project.id;
    const request = {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ways.ada.token}` },
      body: { query, variables: { id, ...variables } },
    };
    // Prepared, planned, and planned under a name.
    for (const time of ['first', 'second', 'third']) await ways.send(request, `${name.replaceAll(' ', '-')}-${time}`);
  });

  it('and most of what is good is answered by a plan', () => {
    expect(ways.answerer.answered).toBeGreaterThan(20);
  });
});
