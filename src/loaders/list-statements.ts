import { and, columnsOf, parameter, type Condition } from '../shared/conditions.js';
import type { Page } from '../shared/page.js';
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

const ROW = 'r';
const PARENT = 'parent';

/** One page per parent: `LATERAL` takes the first rows of each, through the index of the list. */
export function pageStatement(tables: Tables, shape: ListShape, properties: readonly string[], page: Page): CompiledStatement {
  const sql = new StatementBuilder(tables);
  const ascending = (shape.order.direction === 'ASC') !== page.backwards;
  return perParent(sql, shape, (ofParent) =>
    [
      `select ${sql.select(shape.relation.target, ROW, properties)} ${from(sql, shape)}`,
      `where ${[...ofParent, ...beyondCursors(sql, shape, page), sql.condition(listed(shape))].join(' and ')}`,
      `order by ${keys(sql, shape)
        .map((key) => `${key} ${ascending ? 'asc' : 'desc'}`)
        .join(', ')}`,
      `limit ${sql.parameter(parameter('page.limit'), 'bigint')}`,
    ].join(' '),
  );
}

/** The number of rows, per parent. */
export function countStatement(tables: Tables, shape: ListShape): CompiledStatement {
  const sql = new StatementBuilder(tables);
  return perParent(
    sql,
    shape,
    (ofParent) =>
      `select count(*) as "count" ${from(sql, shape)} where ${[...ofParent, sql.condition(listed(shape))].join(' and ')}`,
  );
}

/** Whether there is a row at or behind the cursor that the page begins at, per parent. */
export function behindStatement(tables: Tables, shape: ListShape, page: Page): CompiledStatement {
  const sql = new StatementBuilder(tables);
  const cursor = page.backwards ? 'before' : 'after';
  return perParent(sql, shape, (ofParent) => {
    const conditions = [...ofParent, `not ${beyond(sql, shape, cursor)}`, sql.condition(listed(shape))];
    return `select exists (select ${from(sql, shape)} where ${conditions.join(' and ')}) as "behind"`;
  });
}

/** Runs a selection for every parent at once; at the root there is one, without a name. */
function perParent(sql: StatementBuilder, { relation }: ListShape, select: (ofParent: string[]) => string): CompiledStatement {
  if (relation.foreignKey === null) return sql.finish(select([]));
  const foreignKey = sql.column({ entity: relation.target, alias: ROW, property: relation.foreignKey });
  const parents = sql.parameter(parameter('parents'), 'uuid[]');
  return sql.finish(
    `select ${PARENT}.id as "parent", list.* from unnest(${parents}) as ${PARENT}(id) cross join lateral (${select([`${foreignKey} = ${PARENT}.id`])}) list`,
  );
}

const from = (sql: StatementBuilder, { relation }: ListShape) => `from ${sql.tables.table(relation.target)} ${ROW}`;

function listed({ relation, filters }: ListShape): Condition {
  const row = columnsOf(relation.target, ROW);
  return and(
    ...(relation.where ? [relation.where(row)] : []),
    ...filters.map((name) => relation.filters[name]!(row, parameter(`args.${name}`))),
    ...(relation.visible === 'inherited' ? [] : [relation.visible(row)]),
  );
}

const keys = (sql: StatementBuilder, { relation, order }: ListShape) =>
  [order.property, 'id'].map((property) => sql.column({ entity: relation.target, alias: ROW, property }));

const beyondCursors = (sql: StatementBuilder, shape: ListShape, page: Page) =>
  (['after', 'before'] as const).filter((cursor) => page[cursor] !== null).map((cursor) => beyond(sql, shape, cursor));

/** Past a cursor, as a comparison of rows, which an index on the same columns serves. */
function beyond(sql: StatementBuilder, shape: ListShape, cursor: 'after' | 'before'): string {
  const { type } = sql.tables.column(shape.relation.target, shape.order.property);
  const operator = (shape.order.direction === 'ASC') === (cursor === 'after') ? '>' : '<';
  const position = `${sql.parameter(parameter(`${cursor}.value`), type)}, ${sql.parameter(parameter(`${cursor}.id`), 'uuid')}`;
  return `(${keys(sql, shape).join(', ')}) ${operator} (${position})`;
}
