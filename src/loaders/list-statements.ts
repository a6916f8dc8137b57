import { and, columnsOf, parameter, type Condition } from '../shared/conditions.js';
import type { Page } from '../shared/page.js';
import { selectJoined, type Joined } from './joined.js';
import { inTurn, reachedIn, streamIdOf, walkAt, type ListStream } from './list-stream.js';
import type { Order, ToMany } from './relation.js';
import { StatementBuilder, type CompiledStatement } from './sql/statement-builder.js';
import type { Tables } from './sql/tables.js';

/** What decides the text of a list's statements: all but the page and the values. */
export interface ListShape {
  relation: ToMany;
  /** The names of the filters that apply. */
  filters: readonly string[];
  order: Order;
  /** Whether the place in its stream is asked for, too. */
  withStream?: boolean;
}

/** Where in a statement a list stands: the alias of its rows, and what the names of its parameters begin with. */
export interface ListPlace {
  alias: string;
  prefix: string;
  /** What `reachedIn` its stream is called there, if only those rows are read that were there in their turn; else null. */
  reached: string | null;
}

const alone = ({ withStream }: ListShape): ListPlace => ({ alias: 'r', prefix: '', reached: withStream ? 'reached' : null });
const PARENT = 'parent';

/** What the place in the stream is called in rows of a page. */
export const REACHED = '>stream';

/** One page per parent: `LATERAL` takes the first rows of each, through the index of the list. */
export function pageStatement(
  tables: Tables,
  shape: ListShape,
  properties: readonly string[],
  page: Page,
  joined: readonly Joined[] = [],
): CompiledStatement {
  const sql = new StatementBuilder(tables);
  const { target } = shape.relation;
  const place = alone(shape);
  const selected = sql.select(target, place.alias, properties) + selectJoined(sql, target, place.alias, joined);
  return perParent(sql, shape, place, (ofParent) => `select ${selected} ${pageRows(sql, shape, place, page, ofParent)}`);
}

/** The number of rows, per parent. */
export function countStatement(tables: Tables, shape: ListShape): CompiledStatement {
  const sql = new StatementBuilder(tables);
  const place = alone(shape);
  return perParent(sql, shape, place, (ofParent) => `select count(*) as "count" ${allRows(sql, shape, place, ofParent)}`);
}

/** Whether there is a row at or behind the cursor that the page begins at, per parent. */
export function behindStatement(tables: Tables, shape: ListShape, page: Page): CompiledStatement {
  const sql = new StatementBuilder(tables);
  const place = alone(shape);
  return perParent(sql, shape, place, (ofParent) => `select ${isBehind(sql, shape, place, page, ofParent)} as "behind"`);
}

/** The rows of a page, and if there is one, the row after it: from `from` to `limit`. `ofParent` says whose rows they are. */
export function pageRows(
  sql: StatementBuilder,
  shape: ListShape,
  place: ListPlace,
  page: Page,
  ofParent: readonly string[],
): string {
  const cursors = (['after', 'before'] as const).filter((cursor) => page[cursor] !== null);
  const conditions = [...ofParent, ...cursors.map((cursor) => comparedTo(sql, shape, place, cursor, { '>': '>', '<': '<' }))];
  return [
    allRows(sql, shape, place, conditions),
    orderBy(sql, shape, place, page.backwards),
    `limit ${sql.parameter(parameter(`${place.prefix}page.limit`), 'bigint')}`,
  ].join(' ');
}

/** All rows of a list that the viewer may see: from `from` to the conditions. */
export function allRows(
  sql: StatementBuilder,
  shape: ListShape,
  place: ListPlace,
  conditions: readonly string[],
  condition = listed(shape, place),
): string {
  const all = [...conditions, sql.condition(condition)];
  const { target, stream } = shape.relation;
  if (stream && place.reached !== null) all.push(inTurn(sql, stream, { entity: target, alias: place.alias }, place.reached));
  return `from ${sql.tables.table(target)} ${place.alias} where ${all.join(' and ')}`;
}

/** Whether there is a row at or behind the cursor that the page begins at. */
export function isBehind(
  sql: StatementBuilder,
  shape: ListShape,
  place: ListPlace,
  page: Page,
  ofParent: readonly string[],
): string {
  const behind = comparedTo(sql, shape, place, page.backwards ? 'before' : 'after', { '>': '<=', '<': '>=' });
  // Looked for from the cursor on: whether there is any at all, PostgreSQL may find out by reading the whole table.
  const nearestFirst = orderBy(sql, shape, place, !page.backwards);
  return `coalesce((select true ${allRows(sql, shape, place, [...ofParent, behind])} ${nearestFirst} limit 1), false)`;
}

/** Runs a selection for every parent at once; at the root there is one, without a name. */
function perParent(
  sql: StatementBuilder,
  { relation: { target, foreignKey, stream } }: ListShape,
  { alias, reached }: ListPlace,
  select: (ofParent: string[]) => string,
): CompiledStatement {
  if (foreignKey === null) {
    const list = select([]);
    return sql.finish(stream && reached !== null ? `select ${withPlace(sql, stream, null, reached, list)}` : list);
  }
  const parent = `${PARENT}.id`;
  const list = select([sql.pinned({ entity: target, alias, property: foreignKey }, parent, 'MANY')]);
  const parents = `unnest(${sql.parameter(parameter('parents'), 'uuid[]')}) as ${PARENT}(id)`;
  const lists = stream && reached !== null ? `(select ${withPlace(sql, stream, parent, reached, list)})` : `(${list})`;
  return sql.finish(`select ${parent} as "parent", list.* from ${parents} cross join lateral ${lists} list`);
}

/** The rows of a list with the place in its stream; where there are none, it stands alone. */
const withPlace = (sql: StatementBuilder, stream: ListStream, parent: string | null, reached: string, list: string): string =>
  `${reached}.position::int8 as "${REACHED}", page.*
  from ${reachedIn(stream, streamIdOf(sql, stream, parent), walkAt(sql, ''))} ${reached} left join lateral (${list}) page on true`;

/** What rows of a list have to fulfil, whosever they are. */
export function listed({ relation, filters }: ListShape, { alias, prefix }: ListPlace): Condition {
  const row = columnsOf(relation.target, alias);
  return and(
    ...(relation.where ? [relation.where(row)] : []),
    ...filters.map((name) => relation.filters[name]!(row, parameter(`${prefix}args.${name}`))),
    ...(relation.visible === 'inherited' ? [] : [relation.visible(row)]),
  );
}

function orderBy(sql: StatementBuilder, shape: ListShape, place: ListPlace, backwards: boolean): string {
  const direction = (shape.order.direction === 'ASC') === backwards ? 'desc' : 'asc';
  const keys = orderKeys(sql, shape, place).map((key) => `${key} ${direction}`);
  return `order by ${keys.join(', ')}`;
}

const orderKeys = (sql: StatementBuilder, { relation, order }: ListShape, { alias }: ListPlace) =>
  [order.property, 'id'].map((property) => sql.column({ entity: relation.target, alias, property }));

/**
 * Where rows are by a cursor, as a comparison of rows, which an index on the same columns serves.
 * @param operators by what is past the cursor: `>` or `<`.
 */
function comparedTo(
  sql: StatementBuilder,
  shape: ListShape,
  place: ListPlace,
  cursor: 'after' | 'before',
  operators: Readonly<Record<'>' | '<', string>>,
): string {
  const { type } = sql.tables.column(shape.relation.target, shape.order.property);
  const operator = operators[(shape.order.direction === 'ASC') === (cursor === 'after') ? '>' : '<'];
  const value = (name: string, as: string) => sql.parameter(parameter(`${place.prefix}${cursor}.${name}`), as);
  return `(${orderKeys(sql, shape, place).join(', ')}) ${operator} (${value('value', type)}, ${value('id', 'uuid')})`;
}
