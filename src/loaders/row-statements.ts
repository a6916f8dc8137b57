import { and, columnsOf, oneOf, parameter } from '../shared/conditions.js';
import { selectJoined, type Joined } from './joined.js';
import type { Lookup } from './relation.js';
import { StatementBuilder, type CompiledStatement } from './sql/statement-builder.js';
import type { Tables } from './sql/tables.js';

/** The visible rows that have one of the given values. */
export function rowsStatement(
  tables: Tables,
  { target, by, visible }: Lookup,
  properties: readonly string[],
  joined: readonly Joined[],
): CompiledStatement {
  const sql = new StatementBuilder(tables);
  const wanted = oneOf({ entity: target, alias: 'r', property: by }, parameter('keys'));
  const condition = visible === 'inherited' ? wanted : and(wanted, visible(columnsOf(target, 'r')));
  const selected = sql.select(target, 'r', properties) + selectJoined(sql, target, 'r', joined);
  return sql.finish(`select ${selected} from ${tables.table(target)} r where ${sql.condition(condition)}`);
}
