import * as fc from 'fast-check';
import { randomFrom } from '../../../bench/generate/random.ts';
import { decodeCursor, type CursorType } from '../../../src/shared/cursor.js';
import { orderName, type Order } from '../../testkit/fuzz/reference/orders.js';
import { compare } from '../../testkit/fuzz/reference/page.js';
import { FuzzStage } from '../../testkit/fuzz/stage.js';
import { Churn } from '../../testkit/fuzz/walks/churn.js';
import { connectionsOf, listsOf, ordersOf, type List } from '../../testkit/fuzz/walks/lists.js';
import { askAt, pageAt, pagesOf, pathsOf, type Page, type Path, type Walker } from '../../testkit/fuzz/walks/walk.js';
import { variedFuzzWorld } from '../../testkit/fuzz/world/worlds.js';

const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const WORLD = 1;

let stage: FuzzStage;
let lists: Map<string, List>;
beforeAll(async () => {
  stage = await FuzzStage.open(variedFuzzWorld(WORLD));
  const owner = stage.viewers.find(({ name }) => name === 'owner')!;
  lists = new Map(listsOf(stage.tables, owner.userId!).map((list) => [list.field, list]));
});
afterAll(() => stage.close());

const isReference = ({ name }: { name: string }) => name === 'reference';
const walkersOf = (field: string): Walker[] => {
  const viewer = stage.viewers.find(({ name }) => name === (field.startsWith('Admin.') ? 'root' : 'owner'))!;
  return stage.strategies.map((strategy) => ({ strategy, viewer }));
};
const serversOf = (field: string) => walkersOf(field).filter(({ strategy }) => !isReference(strategy));
const referenceOf = (field: string) => walkersOf(field).find(({ strategy }) => isReference(strategy))!;

async function walked(walker: Walker, path: Path, sizes: readonly number[], backwards: boolean): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of pagesOf(walker, path, sizes, backwards)) pages.push(page);
  return backwards ? pages.reverse() : pages;
}

/** The stable rows of a list: what the reference read before anybody wrote. */
const stableIn = async (path: Path) => (await walked(referenceOf(path.list.field), path, [100], false)).flatMap(({ ids }) => ids);

const types: Readonly<Record<string, CursorType>> = { name: 'string', size: 'number', number: 'integer' };

/** Each cursor lies behind the one before it: so no row can be there twice, and all are in order. */
function expectInOrder(cursors: readonly string[], order: Order): void {
  const places = cursors.map((cursor) => decodeCursor(cursor, orderName(order), types[order.property] ?? 'time', 'after'));
  const sign = order.direction === 'ASC' ? 1 : -1;
  const wrong = places.slice(1).filter(({ value, id }, index) => {
    const before = places[index]!;
    return sign * (compare(before.value, value) || compare(before.id, id)) >= 0;
  });
  expect(wrong).toEqual([]);
}

/** What can be judged of pages while rows come and go: their ends, how full they are, and stable rows on either side. */
function expectTruthful(pages: readonly Page[], sizes: readonly number[], backwards: boolean, stable: ReadonlySet<string>): void {
  const holding = pages.flatMap(({ ids }, index) => (ids.some((id) => stable.has(id)) ? [index] : []));
  const [firstHolding = Infinity, lastHolding = -Infinity] = [holding[0], holding.at(-1)];
  for (const [index, { ids, cursors, pageInfo }] of pages.entries()) {
    const turn = backwards ? pages.length - 1 - index : index;
    const size = sizes[turn % sizes.length]!;
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = pageInfo;
    expect([startCursor, endCursor]).toEqual([cursors[0] ?? null, cursors.at(-1) ?? null]);
    expect(ids.length).toBeLessThanOrEqual(size);
    if (backwards ? hasPreviousPage : hasNextPage) expect(ids).toHaveLength(size);
    if (firstHolding < index) expect(hasPreviousPage).toBe(true);
    if (lastHolding > index) expect(hasNextPage).toBe(true);
    if (turn === 0) expect(backwards ? hasNextPage : hasPreviousPage).toBe(false);
  }
}

const fields = [
  'Query.organizations',
  'Query.users',
  'Query.projects',
  'Query.files',
  'Query.notifications',
  'Admin.users',
  'Admin.organizations',
  'Admin.activity',
  'Viewer.invitations',
  'Viewer.activity',
  'Organization.members',
  'Organization.invitations',
  'Organization.projects',
  'Organization.deletedProjects',
  'Organization.activity',
  'Project.members',
  'Project.files',
  'Project.trash',
  'Project.activity',
  'Folder.folders',
  'Folder.files',
  'File.versions',
];

describe(`walking through lists while others write to them, seed ${seed}`, () => {
  it('is tried with every list of the schema', () => {
    expect([...lists.keys()]).toEqual(fields);
    expect([...fields].sort()).toEqual(connectionsOf(stage.schema).sort());
  });

  it.each(fields)('visits each stable row of %s exactly once, forwards and then backwards', async (field) => {
    const list = lists.get(field)!;
    const paths = pathsOf(list);
    expect(await stableIn(paths[0]!)).not.toHaveLength(0);
    const churn = await Churn.start(stage.databaseUrl, list, randomFrom(seed, field));
    const met = new Set<string>();
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...paths),
          fc.constantFrom(...serversOf(field)),
          fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
          async (path, walker, shares) => {
            const stable = await stableIn(path);
            const isStable = new Set(stable);
            // Some two to forty pages.
            const least = Math.ceil((stable.length + 1) / 40);
            const sizes = shares.map((share) => least + Math.round(share * Math.min(80, 3 + stable.length / 2)));
            for (const backwards of [false, true]) {
              const pages = await walked(walker, path, sizes, backwards);
              const ids = pages.flatMap((page) => page.ids);
              expect(ids.filter((id) => isStable.has(id))).toEqual(stable);
              expectInOrder(
                pages.flatMap((page) => page.cursors),
                path.order,
              );
              expectTruthful(pages, sizes, backwards, isStable);
              for (const id of ids) if (churn.passing.has(id.slice(4))) met.add(id);
            }
          },
        ),
        { seed, numRuns: list.orders ? 6 : 2, examples: [[paths[0]!, serversOf(field)[0]!, [0.5]]] },
      );
    } finally {
      await churn.stop();
    }
    expect(met.size).toBeGreaterThan(0);
  });

  it('can turn round in the middle', async () => {
    const list = lists.get('Project.files')!;
    const churn = await Churn.start(stage.databaseUrl, list, randomFrom(seed, 'turning'));
    try {
      for (const [number, path] of pathsOf(list).entries()) {
        const stable = await stableIn(path);
        const isStable = new Set(stable);
        const [walker] = serversOf(list.field);
        const half = await pageAt(walker!, path, { first: 1 + Math.floor(stable.length / 2) });
        const back: string[] = [];
        for (let before: string | null | undefined = half.pageInfo.endCursor, more = true; more;) {
          const page = await pageAt(walker!, path, { last: 10 + (number % 7), before });
          back.unshift(...page.ids);
          [before, more] = [page.pageInfo.startCursor, page.pageInfo.hasPreviousPage];
        }
        const ofHalf = half.ids.slice(0, -1).filter((id) => isStable.has(id));
        expect(back.filter((id) => isStable.has(id))).toEqual(ofHalf);
      }
    } finally {
      await churn.stop();
    }
  });
});

describe('a cursor', () => {
  let cursors: Map<string, string>;
  beforeAll(async () => {
    const paths = [...lists.values()].flatMap(pathsOf);
    const byOrder = new Map(paths.map((path) => [orderName(path.order), path]));
    const found = [...byOrder].map(async ([name, path]): Promise<[string, string]> => {
      const page = await pageAt(referenceOf(path.list.field), { ...path, filters: {} }, { first: 1 });
      return [name, page.cursors[0]!];
    });
    cursors = new Map(await Promise.all(found));
  });

  it.each(fields)('of another order is refused by %s', async (field) => {
    const list = lists.get(field)!;
    const path = list.way.map((name) => name.replace(/\(.*/, ''));
    for (const order of ordersOf(list)) {
      const foreign = [...cursors].filter(([name]) => name !== orderName(order));
      for (const [number, [, cursor]] of foreign.entries()) {
        const args = number % 2 ? { first: 1, after: cursor } : { last: 1, before: cursor };
        for (const walker of serversOf(field)) {
          const { errors } = await askAt(walker, { list, order, filters: {} }, args);
          expect(errors).toMatchObject([{ path, extensions: { code: 'BAD_USER_INPUT' } }]);
        }
      }
    }
  });
});
