import type { Column, Condition, Operand, Parameter } from './conditions.js';

/**
 * Whether a condition holds for a row that was read, as the database would say. For conditions on the row itself only.
 * @param value what a parameter stands for.
 * @throws Error for a condition that looks at other rows, or searches for a text.
 */
export function holds(condition: Condition, row: object, value: (name: string) => unknown): boolean {
  const of = ({ property }: Column) => (row as Record<string, unknown>)[property] ?? null;
  const known = (operand: Operand): unknown => {
    if (typeof operand !== 'object') return operand;
    return 'parameter' in operand ? converted(operand, value(operand.parameter)) : of(operand);
  };
  switch (condition.kind) {
    case 'compare': {
      const [left, right] = [of(condition.column), known(condition.operand)];
      if (left === null || right === null) return false;
      if (condition.operator === '=') return left === right;
      if (condition.operator === '<>') return left !== right;
      throw beyond(condition);
    }
    case 'oneOf': {
      const values = 'parameter' in condition.values ? known(condition.values) : condition.values;
      return ((values ?? []) as readonly unknown[]).includes(of(condition.column));
    }
    case 'null':
      return (of(condition.column) === null) === condition.is;
    case 'all':
      return condition.conditions.every((one) => holds(one, row, value));
    case 'any':
      return condition.conditions.some((one) => holds(one, row, value));
    case 'exists':
      throw beyond(condition);
  }
}

/** The properties of the row that a condition looks at. */
export function propertiesIn(condition: Condition): string[] {
  if (condition.kind === 'exists') return [];
  return 'conditions' in condition ? condition.conditions.flatMap(propertiesIn) : [condition.column.property];
}

const converted = ({ convert }: Parameter, value: unknown): unknown => (convert ? convert(value) : value);

const beyond = ({ kind }: Condition) => new Error(`Whether \`${kind}\` holds, only the database can say.`);
