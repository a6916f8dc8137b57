import type { Columns, Condition, EntityClass, Parameter } from '../shared/conditions.js';
import type { OrderDirection } from '../shared/enums/ordering.js';

/** A condition on rows. (Written as a method, so that relations of different targets fit into one list.) */
type RowCondition<T> = { of(row: Columns<T>): Condition }['of'];
type Filter<T> = { of(row: Columns<T>, value: Parameter): Condition }['of'];

/** Which rows of the target the viewer may see: a condition, or `inherited` when who sees the parent sees them all. */
export type Visibility<T> = RowCondition<T> | 'inherited';
export const inherited = 'inherited' as const;

/** The order of a list: by one property, then by id. */
export interface Order {
  property: string;
  direction: OrderDirection;
}

/** An order that the client chooses by `orderBy`. */
export interface OrderChoice {
  choices: Readonly<Record<string, string>>;
}

/** The one row that a row names by a property. */
export interface ToOne<S = unknown, T = unknown> {
  kind: 'one';
  name: string;
  source: EntityClass<S>;
  target: EntityClass<T>;
  /** The source's property that is looked for … */
  key: string;
  /** … in this property of the target. */
  targetKey: string;
  visible: Visibility<T>;
}

/** A row found by a value that only one has. */
export interface Lookup<T = unknown> {
  /** What tells it from other lookups of the same target. */
  name: string;
  target: EntityClass<T>;
  by: string;
  visible: Visibility<T>;
}

/** A list of rows, within one parent, or at the root (no `source`). */
export interface ToMany<S = unknown, T = unknown> {
  kind: 'many';
  name: string;
  source: EntityClass<S> | null;
  target: EntityClass<T>;
  /** The target's property that names the parent. */
  foreignKey: string | null;
  visible: Visibility<T>;
  where: RowCondition<T> | null;
  /** By the name of the argument; applied when it is given. */
  filters: Readonly<Record<string, Filter<T>>>;
  order: Order | OrderChoice;
}

export type Relation = ToOne | ToMany;

export interface ListOptions<T> {
  visible: Visibility<T>;
  where?: RowCondition<T>;
  filters?: Readonly<Record<string, Filter<T>>>;
  order: Order | OrderChoice;
}

type Undeclared<R> = R extends unknown ? Omit<R, 'name' | 'source'> : never;

export const newestFirst: Order = { property: 'createdAt', direction: 'DESC' };

export const by = <T>(property: keyof T & string, direction: OrderDirection): Order => ({ property, direction });

export const chosenBy = <T>(choices: Readonly<Record<string, keyof T & string>>): OrderChoice => ({ choices });

export const toOne = <T>(
  target: EntityClass<T>,
  key: string,
  visible: Visibility<T> = inherited,
  targetKey: keyof T & string = 'id' as keyof T & string,
): Undeclared<ToOne<never, T>> => ({ kind: 'one', target, key, targetKey, visible });

let lookups = 0;

/**
 * Finding one row at the root of a query. Each has a name of its own, by which statements and batches are kept: two lookups of
 * the same property may differ in what they let the viewer see.
 */
export const lookup = <T>(target: EntityClass<T>, by: keyof T & string, visible: RowCondition<T>): Lookup<T> => ({
  name: `${target.name} by ${by} #${++lookups}`,
  target,
  by,
  visible,
});

export const toMany = <T>(
  target: EntityClass<T>,
  foreignKey: keyof T & string,
  options: ListOptions<T>,
): Undeclared<ToMany<never, T>> => ({
  kind: 'many',
  target,
  foreignKey,
  where: null,
  filters: {},
  ...options,
});

/** A list that starts at the root of a query. */
export const rootList = <T>(name: string, target: EntityClass<T>, options: ListOptions<T>): ToMany<null, T> => ({
  kind: 'many',
  name: `Query.${name}`,
  source: null,
  target,
  foreignKey: null,
  where: null,
  filters: {},
  ...options,
});

type Declared<S, D> = {
  [K in keyof D]: D[K] extends { kind: 'one'; target: EntityClass<infer T> }
    ? ToOne<S, T>
    : D[K] extends { kind: 'many'; target: EntityClass<infer T> }
      ? ToMany<S, T>
      : never;
};

/** What a field needs of its row, by field; rows are loaded with these properties only. */
const needsByEntity = new Map<EntityClass, Map<string, readonly string[]>>();

type AnyUndeclared = Undeclared<ToOne<never, unknown>> | Undeclared<ToMany<never, unknown>>;

/**
 * Declares what can be reached from an entity, once, by the names of the schema's fields.
 * `computed` names, for fields made in code, the properties they are made of.
 */
export function relations<S, D extends Record<string, AnyUndeclared>>(
  source: EntityClass<S>,
  declared: D,
  computed: Readonly<Record<string, readonly (keyof S & string)[]>> = {},
): Declared<S, D> {
  const needs = new Map<string, readonly string[]>(Object.entries(computed));
  const named = Object.entries(declared).map(([field, relation]) => {
    needs.set(field, relation.kind === 'one' ? [relation.key] : ['id']);
    return [field, { ...relation, name: `${source.name}.${field}`, source }];
  });
  needsByEntity.set(source, needs);
  return Object.freeze(Object.fromEntries(named)) as Declared<S, D>;
}

/** The properties that a field of an entity's type is made of, unless it is a property itself. */
export const neededBy = (entity: EntityClass, field: string): readonly string[] | undefined =>
  needsByEntity.get(entity)?.get(field);
