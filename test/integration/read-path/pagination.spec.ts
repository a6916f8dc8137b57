import * as fc from 'fast-check';
import { TestApp } from '../../testkit/app.js';
import type { FilePageQueryVariables } from '../../testkit/graphql/graphql.js';
import { graphql } from '../../testkit/graphql/index.js';
import { addFiles } from '../../testkit/files.js';
import type { BuiltProject, Person } from '../../testkit/world.js';

let test: TestApp;
let owner: Person;
let project: BuiltProject;
let files: { id: string; name: string; size: number; createdAt: Date }[];

/** Few distinct values, so that ties are many: they are broken by id. */
beforeAll(async () => {
  test = await TestApp.start();
  const world = test.world();
  owner = await world.person();
  const organization = await world.organization([[owner, 'OWNER']]);
  project = await world.project(organization);
  const facts = Array.from({ length: 37 }, (_, index) => ({
    name: `${'abÄZ'[index % 4]}-${index}`,
    size: index % 3,
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, 0, index % 5)),
  }));
  const ids = await addFiles(test, organization, project, owner, facts);
  files = facts.map((fact, index) => ({ id: `fil_${ids[index]}`, ...fact }));
});
afterAll(() => test.close());

const page = graphql(`
  query FilePage($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $orderBy: FileOrder) {
    project(id: $id) {
      files(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
        totalCount
        nodes {
          id
        }
        edges {
          cursor
          node {
            id
          }
        }
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
      }
    }
  }
`);

const ask = async (variables: Omit<FilePageQueryVariables, 'id'>) =>
  (await owner.query(page, { id: project.id, ...variables })).project!.files!;

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
const keys = {
  NAME: (file: (typeof files)[0]) => file.name,
  SIZE: (file: (typeof files)[0]) => file.size,
  CREATED_AT: (file: (typeof files)[0]) => file.createdAt.getTime(),
};
const inOrder = (field: keyof typeof keys, direction: string) => {
  const sorted = [...files].sort((a, b) => compare(keys[field](a), keys[field](b)) || compare(a.id, b.id));
  return (direction === 'ASC' ? sorted : sorted.reverse()).map(({ id }) => id);
};

const orders = fc.record({
  field: fc.constantFrom<keyof typeof keys>('NAME', 'SIZE', 'CREATED_AT'),
  direction: fc.constantFrom<'ASC' | 'DESC'>('ASC', 'DESC'),
});

describe('walking through the pages of a list', () => {
  it('visits each row once in its order, forwards and backwards, whatever the size of pages', async () => {
    await fc.assert(
      fc.asyncProperty(orders, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (orderBy, size, backwards) => {
        const seen: string[] = [];
        let cursor: string | null | undefined = null;
        for (let more = true; more;) {
          const { nodes, pageInfo } = await ask(
            backwards ? { orderBy, last: size, before: cursor } : { orderBy, first: size, after: cursor },
          );
          const ids = nodes.map(({ id }) => id);
          if (backwards) seen.unshift(...ids);
          else seen.push(...ids);
          const [ahead, behind] = backwards
            ? [pageInfo.hasPreviousPage, pageInfo.hasNextPage]
            : [pageInfo.hasNextPage, pageInfo.hasPreviousPage];
          expect(behind).toBe(cursor !== null);
          cursor = backwards ? pageInfo.startCursor : pageInfo.endCursor;
          more = ahead;
        }
        expect(seen).toEqual(inOrder(orderBy.field, orderBy.direction));
      }),
      { numRuns: 40 },
    );
  });

  it('answers what lies between two cursors', async () => {
    const expected = inOrder('NAME', 'ASC');
    const { edges } = await ask({ orderBy: { field: 'NAME', direction: 'ASC' }, first: 37 });
    const between = await ask({
      orderBy: { field: 'NAME', direction: 'ASC' },
      first: 37,
      after: edges[4]!.cursor,
      before: edges[9]!.cursor,
    });
    expect(between.nodes.map(({ id }) => id)).toEqual(expected.slice(5, 9));
    expect(between.totalCount).toBe(37);
  });

  it('knows that nothing lies behind once all of it is gone', async () => {
    const { edges } = await ask({ orderBy: { field: 'SIZE', direction: 'ASC' }, first: 1 });
    const past = await ask({ orderBy: { field: 'SIZE', direction: 'ASC' }, first: 1, before: edges[0]!.cursor });
    expect(past).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, startCursor: null } });
  });
});
