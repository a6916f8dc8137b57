import { and, columnsOf, oneOf, parameter } from '../shared/conditions.js';
import type { Lookup } from './relation.js';
import { StatementBuilder, type CompiledStatement } from './sql/statement-builder.js';
import type { Tables } from './sql/tables.js';

/** The visible rows that have one of the given values. */
export function rowsStatement(tables: Tables, { target, by, visible }: Lookup, properties: readonly string[]): CompiledStatement {
  const sql = new StatementBuilder(tables);
  const wanted = oneOf({ entity: target, alias: 'r', property: by }, parameter('keys'));
  const condition = visible === 'inherited' ? wanted : and(wanted, visible(columnsOf(target, 'r')));
  return sql.finish(
    `select ${sql.select(target, 'r', properties)} from ${tables.table(target)} r where ${sql.condition(condition)}`,
  );
}
