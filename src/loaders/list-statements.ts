import { and, columnsOf, parameter, type Condition } from '../shared/conditions.js';
import type { Page } from '../shared/page.js';
import { selectJoined, type Joined } from './joined.js';
import type { Order, ToMany } from './relation.js';
import { StatementBuilder, type CompiledStatement } from './sql/statement-builder.js';
import type { Tables } from './sql/tables.js';

/** What decides the text of a list's statements: all but the page and the values. */
export interface ListShape {
  relation: ToMany;
  /** The names of the filters that apply. */
  filters: readonly string[];
  order: Order;
}

/** Where in a statement a list stands: the alias of its rows, and what the names of its parameters begin with. */
export interface ListPlace {
  alias: string;
  prefix: string;
}

const alone: ListPlace = { alias: 'r', prefix: '' };
const PARENT = 'parent';

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
  const selected = sql.select(target, alone.alias, properties) + selectJoined(sql, target, alone.alias, joined);
  return perParent(sql, shape, (ofParent) => `select ${selected} ${pageRows(sql, shape, alone, page, ofParent)}`);
}

/** The number of rows, per parent. */
export function countStatement(tables: Tables, shape: ListShape): CompiledStatement {
  const sql = new StatementBuilder(tables);
  return perParent(sql, shape, (ofParent) => `select count(*) as "count" ${allRows(sql, shape, alone, ofParent)}`);
}

/** Whether there is a row at or behind the cursor that the page begins at, per parent. */
export function behindStatement(tables: Tables, shape: ListShape, page: Page): CompiledStatement {
  const sql = new StatementBuilder(tables);
  return perParent(sql, shape, (ofParent) => `select ${isBehind(sql, shape, alone, page, ofParent)} as "behind"`);
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
  return `from ${sql.tables.table(shape.relation.target)} ${place.alias} where ${all.join(' and ')}`;
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
function perParent(sql: StatementBuilder, { relation }: ListShape, select: (ofParent: string[]) => string): CompiledStatement {
  if (relation.foreignKey === null) return sql.finish(select([]));
  const foreignKey = { entity: relation.target, alias: alone.alias, property: relation.foreignKey };
  const ofParent = [sql.pinned(foreignKey, `${PARENT}.id`, 'MANY')];
  const parents = sql.parameter(parameter('parents'), 'uuid[]');
  return sql.finish(
    `select ${PARENT}.id as "parent", list.* from unnest(${parents}) as ${PARENT}(id) cross join lateral (${select(ofParent)}) list`,
  );
}

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
