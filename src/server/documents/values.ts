import { Kind, valueFromASTUntyped, type ValueNode, type VariableDefinitionNode } from 'graphql';

/** Variables as a client sends them: nothing of them was checked yet. */
export type Variables = Readonly<Record<string, unknown>>;

/** The values that arguments have in one run of an operation. */
export class Values {
  private readonly defaults = new Map<string, ValueNode | undefined>();
  private readonly items = new Map<string, number>();

  constructor(
    definitions: readonly VariableDefinitionNode[],
    private readonly variables: Variables,
  ) {
    for (const { variable, defaultValue } of definitions) this.defaults.set(variable.name.value, defaultValue);
  }

  /** Of a literal or a variable; undefined of one that is not given. */
  of(node: ValueNode): unknown {
    if (node.kind !== Kind.VARIABLE) return valueFromASTUntyped(node, this.variables);
    const name = node.name.value;
    if (Object.hasOwn(this.variables, name) && this.variables[name] !== undefined) return this.variables[name];
    const fallback = this.defaults.get(name);
    return fallback && valueFromASTUntyped(fallback);
  }

  /** How many items the lists of a variable have together; each variable is looked through once. */
  itemsOfVariable(node: ValueNode, name: string): number {
    const known = this.items.get(name);
    if (known !== undefined) return known;
    const items = itemsOf(this.of(node));
    this.items.set(name, items);
    return items;
  }
}

/** How many items all lists in a JSON value have together. It may be nested to any depth. */
export function itemsOf(value: unknown): number {
  let items = 0;
  for (const left = [value]; left.length > 0;) {
    const next = left.pop();
    if (!isJson(next)) continue;
    if (Array.isArray(next)) items += next.length;
    for (const inner of Object.values(next)) left.push(inner);
  }
  return items;
}

/** What is none may be anything: the streams of an upload, for instance. */
export function isJson(value: unknown): value is object {
  if (value === null || typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** How many items all lists in an argument have together; null when it can have none. */
export function itemsIn(node: ValueNode): ((values: Values) => number) | null {
  if (node.kind === Kind.VARIABLE) return (values) => values.itemsOfVariable(node, node.name.value);
  const inner = node.kind === Kind.LIST ? node.values : node.kind === Kind.OBJECT ? node.fields.map(({ value }) => value) : [];
  const own = node.kind === Kind.LIST ? node.values.length : 0;
  const parts = inner.map(itemsIn).filter((part) => part !== null);
  if (own === 0 && parts.length === 0) return null;
  return (values) => parts.reduce((sum, part) => sum + part(values), own);
}
