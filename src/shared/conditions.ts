/**
 * Conditions on rows, as data: rules about who sees what and filters of lists are written once with these, and compiled
 * to SQL where they are used. Columns are named by the entity's properties; values come in later, as parameters.
 */
export type EntityClass<T = unknown> = abstract new (...args: never[]) => T;

/** A property of a row under an alias. */
export interface Column {
  entity: EntityClass;
  alias: string;
  property: string;
}

/** The columns of one row, by property. */
export type Columns<T> = { readonly [K in keyof T & string]-?: Column };

/** A value that is known only when the statement runs. `convert` makes of it what the database gets. */
export interface Parameter {
  parameter: string;
  convert?: (value: unknown) => unknown;
}

export type Operand = Parameter | Column | string | number | boolean;

export type Condition =
  | { kind: 'compare'; column: Column; operator: '=' | '<>' | '<' | '<=' | '>' | '>=' | 'ilike'; operand: Operand }
  | { kind: 'oneOf'; column: Column; values: Parameter | readonly string[] }
  | { kind: 'null'; column: Column; is: boolean }
  | { kind: 'all' | 'any'; conditions: readonly Condition[] }
  | { kind: 'exists'; entity: EntityClass; alias: string; where: Condition };

export function columnsOf<T>(entity: EntityClass<T>, alias: string): Columns<T> {
  return new Proxy({} as Columns<T>, {
    get: (_, property): Column => ({ entity, alias, property: String(property) }),
  });
}

export const parameter = (name: string, convert?: (value: unknown) => unknown): Parameter => ({
  parameter: name,
  ...(convert && { convert }),
});

/** The present time, as the server's clock says it. */
export const now = parameter('now');

export const eq = (column: Column, operand: Operand): Condition => ({ kind: 'compare', column, operator: '=', operand });
export const after = (column: Column, operand: Operand): Condition => ({ kind: 'compare', column, operator: '>', operand });
export const isNull = (column: Column): Condition => ({ kind: 'null', column, is: true });
export const isNotNull = (column: Column): Condition => ({ kind: 'null', column, is: false });
export const oneOf = (column: Column, values: Parameter | readonly string[]): Condition => ({ kind: 'oneOf', column, values });
export const and = (...conditions: Condition[]): Condition => ({ kind: 'all', conditions });
export const or = (...conditions: Condition[]): Condition => ({ kind: 'any', conditions });

/** There is a row of `entity` for which the condition holds; the alias must be new in the statement. */
export function exists<T>(entity: EntityClass<T>, alias: string, where: (row: Columns<T>) => Condition): Condition {
  return { kind: 'exists', entity, alias, where: where(columnsOf(entity, alias)) };
}

/** No name, slug or address has more characters; what is longer is found in none of them, and not looked for in its whole length. */
const LONGEST_NAME = 255;

/** The text stands somewhere in the column, in upper or lower case. */
export const contains = (column: Column, text: Parameter): Condition => ({
  kind: 'compare',
  column,
  operator: 'ilike',
  operand: parameter(
    text.parameter,
    (value) =>
      `%${String(value)
        .slice(0, LONGEST_NAME + 1)
        .replace(/[\\%_]/g, '\\$&')}%`,
  ),
});
