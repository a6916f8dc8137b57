import { TestApp } from '../../testkit/app.js';
import type { Person } from '../../testkit/world.js';

const names = ['Alpha', 'Bravo', 'bravo', 'Charlie', 'Charlie', 'Delta', 'Émile'];

let test: TestApp;
let ada: Person;
beforeAll(async () => {
  test = await TestApp.start();
  const world = test.world();
  ada = await world.person('Ada');
  for (const [index, name] of [...names].reverse().entries())
    await world.organization([[ada, index % 2 ? 'GUEST' : 'OWNER']], name);
  await world.organization([[await world.person(), 'OWNER']], 'Bravo of others');
});
afterAll(() => test.close());

const organizations = `query ($first: Int, $after: String, $last: Int, $before: String, $query: String) {
  organizations(first: $first, after: $after, last: $last, before: $before, query: $query) {
    totalCount nodes { id name } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
const ask = async (variables: object = {}) =>
  (await ada.query(organizations, variables as Record<string, unknown>)).organizations;
const namesOf = ({ nodes }: { nodes: { name: string }[] }) => nodes.map(({ name }) => name);

/** By code point: the same on every server. */
const sorted = [...names].sort();

describe('the list of organizations', () => {
  it('shows those of the viewer by name, and counts no others', async () => {
    const answer = await ask();
    expect(namesOf(answer)).toEqual(sorted);
    expect(answer).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: false, hasPreviousPage: false } });
  });

  it('is walked through forwards', async () => {
    const first = await ask({ first: 3 });
    expect(namesOf(first)).toEqual(sorted.slice(0, 3));
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false, endCursor: first.edges[2].cursor });
    const second = await ask({ first: 3, after: first.pageInfo.endCursor });
    expect(namesOf(second)).toEqual(sorted.slice(3, 6));
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const third = await ask({ first: 3, after: second.pageInfo.endCursor });
    expect(namesOf(third)).toEqual(sorted.slice(6));
    expect(third).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  });

  it('is walked through backwards', async () => {
    const last = await ask({ last: 3 });
    expect(namesOf(last)).toEqual(sorted.slice(4));
    expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const before = await ask({ last: 4, before: last.pageInfo.startCursor });
    expect(namesOf(before)).toEqual(sorted.slice(0, 4));
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  });

  it('is filtered by name or slug, in small or capital letters', async () => {
    const found = await ask({ query: 'BRAVO', first: 1 });
    expect(found).toMatchObject({ totalCount: 2, nodes: [{ name: 'Bravo' }], pageInfo: { hasNextPage: true } });
    expect(await ask({ query: 'organization-' })).toMatchObject({ totalCount: 7 });
    expect(await ask({ query: '_' })).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('may be asked for nothing but its count', async () => {
    expect(await ada.query('{ organizations(first: 0) { totalCount nodes { id } pageInfo { hasNextPage } } }')).toEqual({
      organizations: { totalCount: 7, nodes: [], pageInfo: { hasNextPage: true } },
    });
  });
});
