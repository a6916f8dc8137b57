import type { Condition } from '../shared/conditions.js';
import { allRows, listed, type ListPlace, type ListShape } from './list-statements.js';
import type { StatementBuilder } from './sql/statement-builder.js';

/**
 * The number of all rows of a list, as a subquery. Where a condition on what the list hangs on makes all of its rows visible
 * (whoever administers the organization sees all of its projects), that is asked once and not of each row, so that an index can
 * be counted without its table.
 */
export function countOfAll(sql: StatementBuilder, shape: ListShape, place: ListPlace, ofParent: readonly string[]): string {
  const condition = listed(shape, place);
  const parted = partedAt((part) => sql.isPinned(part), condition);
  const all = `(select count(*) ${allRows(sql, shape, place, ofParent)})`;
  if (!parted) return all;
  const plain = `(select count(*) ${allRows(sql, shape, place, ofParent, parted.rest)})`;
  return `case when ${sql.condition(parted.gate)} then ${plain} else ${all} end`;
}

interface Parted {
  gate: Condition;
  /** What is left of the condition where the gate holds. */
  rest: Condition;
}

const everything: Condition = { kind: 'all', conditions: [] };

/** Finds an alternative that is the same for all rows, and parts the condition there. */
function partedAt(isSame: (condition: Condition) => boolean, condition: Condition): Parted | null {
  if (condition.kind === 'any') {
    const gate = condition.conditions.find(isSame);
    return gate ? { gate, rest: everything } : null;
  }
  if (condition.kind !== 'all') return null;
  for (const [index, part] of condition.conditions.entries()) {
    const found = partedAt(isSame, part);
    if (found) return { gate: found.gate, rest: { kind: 'all', conditions: condition.conditions.with(index, found.rest) } };
  }
  return null;
}
