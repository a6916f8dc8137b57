import { decodeCursor, encodeCursor, type CursorType } from '../../../../src/shared/cursor.js';
import { badInput } from '../../../../src/shared/errors.js';
import { orderName, type Order } from './orders.js';

type Row = { id: string };

export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

const cursorTypes: Readonly<Record<string, CursorType>> = {
  createdAt: 'time',
  updatedAt: 'time',
  deletedAt: 'time',
  size: 'number',
  number: 'integer',
};

/** Names sort by code point, times and sizes as numbers; what is equal sorts by id. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a) - Number(b);
}

/** A page of a list whose rows are all at hand, as the schema's connections are read. */
export function pageOf<T extends Row>(
  rows: readonly T[],
  order: Order,
  { first, after, last, before }: PageArguments,
  reached: number | null = null,
) {
  if (first != null && last != null) throw badInput('not both');
  const backwards = last != null || (first == null && before != null);
  const size = (backwards ? last : first) ?? 20;
  if (size < 0 || size > 100) throw badInput('from 0 to 100');

  const place = (value: unknown, id: string) => ({ value, id });
  const placeOf = (row: T) => place((row as Record<string, unknown>)[order.property], row.id);
  const sign = order.direction === 'ASC' ? 1 : -1;
  const sorts = (a: ReturnType<typeof place>, b: ReturnType<typeof place>) =>
    sign * (compare(a.value, b.value) || compare(a.id.toLowerCase(), b.id.toLowerCase()));
  const read = (cursor: string | null | undefined, argument: 'after' | 'before') => {
    if (cursor == null) return null;
    const { value, id } = decodeCursor(cursor, orderName(order), cursorTypes[order.property] ?? 'string', argument);
    return place(value, id);
  };
  const [start, end] = [read(after, 'after'), read(before, 'before')];

  const sorted = [...rows].sort((a, b) => sorts(placeOf(a), placeOf(b)));
  const between = sorted.filter(
    (row) => (start === null || sorts(placeOf(row), start) > 0) && (end === null || sorts(placeOf(row), end) < 0),
  );
  const nodes = backwards ? between.slice(Math.max(0, between.length - size)) : between.slice(0, size);
  const left = between.length > nodes.length;
  const atOrBefore = start !== null && sorted.some((row) => sorts(placeOf(row), start) <= 0);
  const atOrAfter = end !== null && sorted.some((row) => sorts(placeOf(row), end) >= 0);

  const cursorOf = (row: T) => encodeCursor(orderName(order), placeOf(row).value, row.id, reached);
  const edges = nodes.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    nodes,
    edges,
    totalCount: rows.length,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: backwards ? atOrAfter : left,
      hasPreviousPage: backwards ? left : atOrBefore,
    },
  };
}

/** How far the stream had come where the walk began that a page by time belongs to. */
export const walkOf = ({ after, before }: PageArguments, order: Order): number | null =>
  [after, before]
    .map((cursor) => (cursor == null ? null : decodeCursor(cursor, orderName(order), 'time', 'after').reached))
    .find((reached) => reached !== null) ?? null;
