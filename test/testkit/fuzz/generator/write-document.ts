import { astFromValue, isNonNullType, print, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { Variables } from '../strategy.js';
import type { ConditionPart, FieldPart, SelectionPart, ValuePart } from './parts.js';

export interface WrittenDocument {
  text: string;
  variables: Variables;
}

/** Writes a document down. The same parts make the same text. */
export const writeDocument = (schema: GraphQLSchema, selections: readonly SelectionPart[]): WrittenDocument =>
  new DocumentWriter(schema).write(selections);

class DocumentWriter {
  private readonly definitions: string[] = [];
  private readonly variables: Variables = {};
  private readonly variableNames = new Map<string, string>();
  private readonly fragments: { name: string; on: string; text: string }[] = [];
  /** What a field with its arguments is called, the same everywhere: so nothing in a document can be in conflict. */
  private readonly responseNames = new Map<string, Map<string, string>>();

  constructor(private readonly schema: GraphQLSchema) {}

  write(selections: readonly SelectionPart[]): WrittenDocument {
    const body = this.selectionSet(selections);
    const definitions = this.definitions.length > 0 ? ` (${this.definitions.join(', ')})` : '';
    const fragments = this.fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`);
    return { text: [`query${definitions} ${body}`, ...fragments].join('\n'), variables: this.variables };
  }

  private selectionSet(selections: readonly SelectionPart[]): string {
    return `{ ${selections.map((selection) => this.selection(selection)).join(' ')} }`;
  }

  private selection(part: SelectionPart): string {
    if (part.kind === 'field') return this.field(part);
    if (part.kind === 'repeat') {
      const known = this.fragments.filter(({ on }) => on === part.of);
      return known.length === 0 ? '__typename' : `...${known[part.which % known.length]!.name}`;
    }
    const conditions = this.conditions(part.conditions);
    const text = this.selectionSet(part.selections);
    if (!part.named || part.on === null) return `...${part.on === null ? '' : ` on ${part.on}`}${conditions} ${text}`;
    const known = this.fragments.find((fragment) => fragment.on === part.on && fragment.text === text);
    const name = known?.name ?? `F${this.fragments.length + 1}`;
    if (!known) this.fragments.push({ name, on: part.on, text });
    return `...${name}${conditions}`;
  }

  private field({ of, name, arguments: given, aliased, conditions, selections }: FieldPart): string {
    const definition = name === '__typename' ? null : (this.schema.getType(of) as GraphQLObjectType).getFields()[name]!;
    const written = (definition?.args ?? []).flatMap(({ name, type }) =>
      name in given ? [`${name}: ${this.value(given[name]!, type)}`] : [],
    );
    const call = written.length > 0 ? `(${written.join(', ')})` : '';
    const response = this.responseName(name, `${call} ${String(definition?.type)} ${aliased}`, aliased);
    return [
      response === name ? '' : `${response}: `,
      `${name}${call}${this.conditions(conditions)}`,
      selections === null ? '' : ` ${this.selectionSet(selections)}`,
    ].join('');
  }

  private responseName(field: string, call: string, aliased: boolean): string {
    const names = this.responseNames.get(field) ?? new Map<string, string>();
    this.responseNames.set(field, names);
    const number = names.size + 1;
    const name = names.get(call) ?? (aliased || names.size > 0 ? `${field.replace(/^__/, '')}${number}` : field);
    names.set(call, name);
    return name;
  }

  private conditions(conditions: readonly ConditionPart[]): string {
    const type = this.schema.getDirective('include')!.args[0]!.type;
    return conditions.map(({ directive, condition }) => ` @${directive}(if: ${this.value(condition, type)})`).join('');
  }

  /** A literal, or a variable; variables of one type and value are one. */
  private value({ value, manner }: ValuePart, type: GraphQLInputType): string {
    if (manner === 'literal') return print(astFromValue(value, type)!);
    const required = isNonNullType(type);
    const nullable = required ? type.ofType : type;
    const key = `${String(type)} ${manner} ${JSON.stringify(value)}`;
    const known = this.variableNames.get(key);
    if (known) return known;
    const name = `$v${this.variableNames.size + 1}`;
    this.variableNames.set(key, name);
    const hasDefault = manner === 'default' || manner === 'nulled';
    const fallback = hasDefault ? ` = ${print(astFromValue(value, type)!)}` : '';
    this.definitions.push(`${name}: ${String(hasDefault ? nullable : type)}${fallback}`);
    if (manner === 'variable') this.variables[name.slice(1)] = value;
    if (manner === 'nulled') this.variables[name.slice(1)] = null;
    return name;
  }
}
