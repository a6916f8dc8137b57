import type { Order } from '../reference/orders.js';
import type { Strategy } from '../strategy.js';
import type { Viewer } from '../viewer.js';
import { ordersOf, type List } from './lists.js';

/** A list as it is walked through: in an order, with filters. */
export interface Path {
  list: List;
  order: Order;
  filters: Readonly<Record<string, unknown>>;
}

interface PageInfo {
  startCursor: string | null;
  endCursor: string | null;
  hasNextPage: boolean;
  hasPreviousPage: boolean;
}

export interface Page {
  ids: string[];
  cursors: string[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** Who asks, and how they are answered. */
export interface Walker {
  strategy: Strategy;
  viewer: Viewer;
}

const fieldOfOrder: Readonly<Record<string, string>> = {
  name: 'NAME',
  size: 'SIZE',
  createdAt: 'CREATED_AT',
  updatedAt: 'UPDATED_AT',
};

/** One page of a list. @throws when it is refused. */
export async function pageAt({ strategy, viewer }: Walker, path: Path, args: Record<string, unknown>): Promise<Page> {
  const answer = await askAt({ strategy, viewer }, path, args);
  if (answer.errors) throw new Error(`${path.list.field}: ${JSON.stringify(answer.errors)}`);
  let at: any = answer.data;
  for (const field of path.list.way) at = at[field.replace(/\(.*/, '')];
  const { nodes, edges, pageInfo, totalCount } = at as {
    nodes: { id: string }[];
    edges: { cursor: string; node: { id: string } }[];
    pageInfo: PageInfo;
    totalCount: number;
  };
  const ids = nodes.map(({ id }) => id);
  if (edges.map(({ node }) => node.id).join() !== ids.join()) throw new Error(`${path.list.field}: edges are not the nodes`);
  return { ids, cursors: edges.map(({ cursor }) => cursor), pageInfo, totalCount };
}

/** The same, refused or not. */
export function askAt({ strategy, viewer }: Walker, { list, order, filters }: Path, args: Record<string, unknown>) {
  const orderBy = list.orders && { orderBy: { field: fieldOfOrder[order.property], direction: order.direction } };
  const given = literals({ ...list.fixed, ...orderBy, ...filters });
  const [last, ...before] = [...list.way].reverse();
  const item = list.field === 'Project.trash' ? '... on Node { id }' : 'id';
  const selected = `${last}(${given} first: $first, after: $after, last: $last, before: $before) {
    nodes { ${item} } edges { cursor node { ${item} } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } totalCount }`;
  const text = before.reduce((below, field) => `${field} { ${below} }`, selected);
  return strategy.answer(`query ($first: Int, $after: String, $last: Int, $before: String) { ${text} }`, args, viewer);
}

/** All rows of a list from one end to the other, in pages of these sizes over and over, as the list has them. */
export async function* pagesOf(walker: Walker, path: Path, sizes: readonly number[], backwards: boolean): AsyncGenerator<Page> {
  let cursor: string | null | undefined = null;
  for (let turn = 0; ; turn++) {
    const size = sizes[turn % sizes.length];
    const page = await pageAt(walker, path, backwards ? { last: size, before: cursor } : { first: size, after: cursor });
    yield page;
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
    if (!(backwards ? hasPreviousPage : hasNextPage)) return;
    cursor = backwards ? startCursor : endCursor;
  }
}

export const pathsOf = (list: List): Path[] =>
  ordersOf(list).flatMap((order) => list.filters.map((filters) => ({ list, order, filters })));

/** Arguments as a document has them: names in capitals are values of enums. */
function literals(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  return Object.entries(value as object)
    .map(([name, given]) => `${name}: ${literal(given)}`)
    .join(', ');
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return literals(value);
  if (typeof value === 'string' && /^[A-Z]{3,}(_[A-Z]+)*$/.test(value)) return value;
  return value !== null && typeof value === 'object' ? `{ ${literals(value)} }` : JSON.stringify(value);
}
