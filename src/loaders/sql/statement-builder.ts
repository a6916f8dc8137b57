import type { Column, Condition, EntityClass, Operand, Parameter } from '../../shared/conditions.js';
import type { Tables } from './tables.js';

/** A statement compiled once; `parameters[n]` is what `$n+1` stands for. */
export interface CompiledStatement {
  text: string;
  parameters: readonly (Parameter | { constant: unknown })[];
  /** Whether it finds its few rows by their keys alone. */
  lookup?: boolean;
}

/** Writes one statement: turns columns, parameters and conditions into SQL, and keeps the list of its parameters. */
export class StatementBuilder {
  private readonly parameters: (Parameter | { constant: unknown })[] = [];
  private readonly placeholders = new Map<string, string>();
  private readonly known = new Map<string, { value: string; ofRows: 'ONE' | 'MANY' }>();

  constructor(readonly tables: Tables) {}

  finish(text: string): CompiledStatement {
    return { text, parameters: this.parameters };
  }

  /** What takes back all that was written from here on. */
  mark(): () => void {
    const [length, placeholders] = [this.parameters.length, [...this.placeholders]];
    return () => {
      this.parameters.length = length;
      this.placeholders.clear();
      for (const [key, placeholder] of placeholders) this.placeholders.set(key, placeholder);
    };
  }

  /** `$n::type`; the same parameter twice is bound once. */
  parameter(parameter: Parameter, type: string): string {
    const key = `${parameter.parameter} ${type} ${parameter.convert?.toString() ?? ''}`;
    let placeholder = this.placeholders.get(key);
    if (!placeholder) {
      placeholder = `$${this.parameters.push(parameter)}::${type}`;
      this.placeholders.set(key, placeholder);
    }
    return placeholder;
  }

  /**
   * A column whose value the statement pins by this equation: conditions on it then look at the value. (Two conditions on one
   * column would both be taken to its index, which is dearer than one.)
   * @param ofRows of how many rows it is said; conditions that are the same for many are looked at once for all of them.
   */
  pinned(column: Column, value: string, ofRows: 'ONE' | 'MANY'): string {
    this.known.set(this.column(column), { value, ofRows });
    return `${this.column(column)} = ${value}`;
  }

  /** Whether a condition looks at a pinned column alone, and so is the same for all rows. */
  isPinned(condition: Condition): boolean {
    const comparesValue = condition.kind === 'oneOf' || (condition.kind === 'compare' && !isColumn(condition.operand));
    return comparesValue && this.known.has(this.column(condition.column));
  }

  column({ entity, alias, property }: Column): string {
    return `${alias}.${this.tables.column(entity, property).name}`;
  }

  type({ entity, property }: Column): string {
    return this.tables.column(entity, property).type;
  }

  /** `alias.column as "property"`, for each property. */
  select(entity: EntityClass, alias: string, properties: Iterable<string>): string {
    return [...properties].map((property) => `${alias}.${this.tables.column(entity, property).name} as "${property}"`).join(', ');
  }

  condition(condition: Condition): string {
    switch (condition.kind) {
      case 'compare':
        return `${this.compared(condition.column)}${lettersFor(condition.operator)} ${condition.operator} ${this.operand(condition.operand, this.type(condition.column))}`;
      case 'oneOf': {
        const isOne = `${this.compared(condition.column)} = any(${this.list(condition.values, this.type(condition.column))})`;
        // PostgreSQL goes through the list for every row, but does so once for a subquery that does not look at the row.
        return this.known.get(this.column(condition.column))?.ofRows === 'MANY' ? `(select ${isOne})` : isOne;
      }
      case 'null':
        return `${this.column(condition.column)} is ${condition.is ? '' : 'not '}null`;
      case 'all':
        return this.joined(condition.conditions, ' and ', 'true');
      case 'any':
        return this.joined(condition.conditions, ' or ', 'false');
      case 'exists':
        return `exists (select from ${this.tables.table(condition.entity)} ${condition.alias} where ${this.condition(condition.where)})`;
    }
  }

  private compared(column: Column): string {
    const name = this.column(column);
    return this.known.get(name)?.value ?? name;
  }

  private operand(operand: Operand, type: string): string {
    if (typeof operand !== 'object') return `$${this.parameters.push({ constant: operand })}::${type}`;
    return 'parameter' in operand ? this.parameter(operand, type) : this.column(operand);
  }

  private list(values: Parameter | readonly string[], type: string): string {
    return 'parameter' in values
      ? this.parameter(values, `${type}[]`)
      : `$${this.parameters.push({ constant: values })}::${type}[]`;
  }

  private joined(conditions: readonly Condition[], separator: string, none: string): string {
    return conditions.length === 0 ? none : `(${conditions.map((condition) => this.condition(condition)).join(separator)})`;
  }
}

const isColumn = (operand: Operand): operand is Column => typeof operand === 'object' && 'property' in operand;

/** Names are kept in the collation C, to which capital and small letters are the same within ASCII only. */
const lettersFor = (operator: string): string => (operator === 'ilike' ? ' collate "und-x-icu"' : '');
