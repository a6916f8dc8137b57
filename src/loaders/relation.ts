import { columnsOf, type Columns, type Condition, type EntityClass, type Parameter } from '../shared/conditions.js';
import { propertiesIn } from '../shared/holds.js';
import type { NodeType } from '../shared/ids.js';
import type { OrderDirection } from '../shared/enums/ordering.js';
import type { ListStream } from './list-stream.js';

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

/** A list of rows: within one parent, or of the viewer (no `foreignKey`), or at the root (no `source` either). */
export interface ToMany<S = unknown, T = unknown> {
  kind: 'many';
  name: string;
  source: EntityClass<S> | null;
  target: EntityClass<T>;
  /** The target's property that names the parent. */
  foreignKey: string | null;
  /** Of the parent's row: who does not fulfil it gets null in place of the list. */
  when: RowCondition<S> | null;
  visible: Visibility<T>;
  where: RowCondition<T> | null;
  /** By the name of the argument; applied when it is given. */
  filters: Readonly<Record<string, Filter<T>>>;
  order: Order | OrderChoice;
  /** An argument that must be one of these values: else the viewer has no such list. */
  within: Within | null;
  /** Arguments that are ids as clients see them, with what they are ids of. */
  ids: Readonly<Record<string, NodeType>>;
  /** Other lists whose number of rows is told beside this one, by the names of fields of the connection. */
  counts: Readonly<Record<string, ToMany<null>>>;
  /** The stream that goes on where the list ends, for `streamCursor`. */
  stream: ListStream | null;
}

export interface Within {
  argument: string;
  values: Parameter;
}

export type Relation = ToOne | ToMany;

export interface ListOptions<T, S = never> {
  visible: Visibility<T>;
  when?: RowCondition<S>;
  where?: RowCondition<T>;
  filters?: Readonly<Record<string, Filter<T>>>;
  order: Order | OrderChoice;
  within?: Within;
  ids?: Readonly<Record<string, NodeType>>;
  counts?: Readonly<Record<string, ToMany<null>>>;
  stream?: ListStream;
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

const plainList = {
  kind: 'many',
  when: null,
  where: null,
  filters: {},
  within: null,
  ids: {},
  counts: {},
  stream: null,
} as const;

export const toMany = <T, S = never>(
  target: EntityClass<T>,
  foreignKey: keyof T & string,
  options: ListOptions<T, S>,
): Undeclared<ToMany<never, T>> => ({ ...plainList, target, foreignKey, ...(options as ListOptions<T>) });

/** A list that is the same whatever object it is reached from: what the viewer has. */
export const listOfViewer = <T>(target: EntityClass<T>, options: ListOptions<T>): Undeclared<ToMany<never, T>> => ({
  ...plainList,
  target,
  foreignKey: null,
  ...options,
});

/** A list that starts at the root of a query. Null for who is not signed in. */
export const rootList = <T>(name: string, target: EntityClass<T>, options: ListOptions<T>): ToMany<null, T> => {
  const list: ToMany<null, T> = { ...plainList, name: `Query.${name}`, source: null, target, foreignKey: null, ...options };
  rootFields.set(name, { kind: 'list', list: list });
  return list;
};

/** How one object is found at the root of a query: by an argument, or as what the viewer themselves is. */
export type RootKey = { argument: string; id?: NodeType } | { viewer: Parameter };

/** One object at the root of a query. */
export interface RootOne<T = unknown> {
  kind: 'one';
  lookup: Lookup<T>;
  key: RootKey;
}

export type RootField = RootOne | { kind: 'list'; list: ToMany<null> };

const rootFields = new Map<string, RootField>();

/** Declares a field of the root that finds one object. */
export function rootOne<T>(field: string, lookup: Lookup<T>, key: RootKey): RootOne<T> {
  const declared: RootOne<T> = { kind: 'one', lookup, key };
  rootFields.set(field, declared);
  return declared;
}

/** What was declared of a field of the root; undefined for one that is made in code. */
export const rootFieldNamed = (field: string): RootField | undefined => rootFields.get(field);

type Declared<S, D> = {
  [K in keyof D]: D[K] extends { kind: 'one'; target: EntityClass<infer T> }
    ? ToOne<S, T>
    : D[K] extends { kind: 'many'; target: EntityClass<infer T> }
      ? ToMany<S, T>
      : never;
};

/** What a field needs of its row, by field; rows are loaded with these properties only. */
const needsByEntity = new Map<EntityClass, Map<string, readonly string[]>>();

/** What is behind a type of the schema: the entity of its rows, and its relations by field. */
export interface TypeSource {
  entity: EntityClass;
  relations: Readonly<Record<string, Relation>>;
}

const sourcesByType = new Map<string, TypeSource>();

/** What is behind a type of the schema; undefined for one that is not made of rows. */
export const sourceOf = (typeName: string): TypeSource | undefined => sourcesByType.get(typeName);

/** The type of the schema whose rows are of that entity, as its own. */
export const typeOf = (entity: EntityClass): string => entity.name.replace(/Entity$/, '');

type AnyUndeclared = Undeclared<ToOne<never, unknown>> | Undeclared<ToMany<never, unknown>>;

/**
 * Declares what can be reached from an entity, once, by the names of the schema's fields.
 * `computed` names, for fields made in code, the properties they are made of. `type` is the schema's name of the type, unless it
 * is called as the entity is.
 */
export function relations<S, D extends Record<string, AnyUndeclared>>(
  source: EntityClass<S>,
  declared: D,
  computed: Readonly<Record<string, readonly (keyof S & string)[]>> = {},
  type = typeOf(source),
): Declared<S, D> {
  const needs = needsByEntity.get(source) ?? new Map<string, readonly string[]>();
  for (const [field, properties] of Object.entries(computed)) needs.set(field, properties);
  const entries = Object.entries(declared).map(([field, relation]) => {
    needs.set(field, propertiesNeeded(source, relation));
    return [field, { ...relation, name: `${type}.${field}`, source }];
  });
  needsByEntity.set(source, needs);
  const named = Object.freeze(Object.fromEntries(entries)) as Declared<S, D>;
  sourcesByType.set(type, { entity: source, relations: named });
  return named;
}

function propertiesNeeded(source: EntityClass, relation: AnyUndeclared): string[] {
  if (relation.kind === 'one') return [relation.key];
  const gate = relation.when === null ? [] : propertiesIn(relation.when(columnsOf<never>(source as EntityClass<never>, 'r')));
  return ['id', ...gate];
}

/** The properties that a field of an entity's type is made of, unless it is a property itself. */
export const neededBy = (entity: EntityClass, field: string): readonly string[] | undefined =>
  needsByEntity.get(entity)?.get(field);
