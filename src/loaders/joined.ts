import type { GraphQLResolveInfo } from 'graphql';
import type { EntityClass } from '../shared/conditions.js';
import { sourceOf, typeOf, type ToOne } from './relation.js';
import { propertiesFor, selectedFields } from './selection.js';
import type { StatementBuilder } from './sql/statement-builder.js';
import type { Tables } from './sql/tables.js';

/** A row that is read along with the one that names it: whoever sees the one sees the other. */
export interface Joined {
  relation: ToOne;
  properties: readonly string[];
}

type Row = Record<string, unknown>;

/** What came along with a row, by the name of the relation. */
const cameAlong = new WeakMap<object, ReadonlyMap<string, Row | null>>();

/** The rows to read along with rows of an entity, by what is selected of these at those paths below the field being resolved. */
export function joinedFor(tables: Tables, entity: EntityClass, info: GraphQLResolveInfo, paths: readonly string[][]): Joined[] {
  const relations = sourceOf(typeOf(entity))?.relations ?? {};
  const fields = new Set(paths.flatMap((path) => [...selectedFields(info, path)]));
  return [...fields].sort().flatMap((field) => {
    const relation = Object.hasOwn(relations, field) ? relations[field] : undefined;
    if (relation?.kind !== 'one' || relation.visible !== 'inherited') return [];
    const selected = paths.flatMap((path) => [...selectedFields(info, [...path, field])]);
    return [{ relation, properties: propertiesFor(tables, relation.target, selected, [relation.targetKey]) }];
  });
}

/** What tells a statement with these from others. */
export const nameOf = (joined: readonly Joined[]): string =>
  joined.map(({ relation, properties }) => `${relation.name}(${properties.join()})`).join();

/** `, … as ">0"`: each as the list of its values, to be selected of the row with that alias. */
export function selectJoined(sql: StatementBuilder, entity: EntityClass, alias: string, joined: readonly Joined[]): string {
  return joined
    .map(({ relation: { target, key, targetKey }, properties }, index) => {
      const at = `along_${index}`;
      const column = (property: string) => sql.column({ entity: target, alias: at, property });
      const values = `json_build_array(${properties.map(column).join(', ')})`;
      const named = sql.column({ entity, alias, property: key });
      return `, (select ${values} from ${sql.tables.table(target)} ${at} where ${column(targetKey)} = ${named}) as ">${index}"`;
    })
    .join('');
}

/** Takes what came along out of rows, to be found by `alongWith`. */
export function takeJoined(tables: Tables, rows: readonly Row[], joined: readonly Joined[]): void {
  if (joined.length === 0) return;
  const readers = joined.map(({ relation, properties }) => ({
    name: relation.name,
    properties: properties.map((property) => ({ property, type: tables.column(relation.target, property).type })),
  }));
  for (const row of rows) {
    const found = readers.map(({ name, properties }, index) => {
      const values = row[`>${index}`] as unknown[] | null;
      delete row[`>${index}`];
      return [
        name,
        values && Object.fromEntries(properties.map(({ property, type }, at) => [property, readAs(type, values[at])])),
      ] as const;
    });
    cameAlong.set(row, new Map(found));
  }
}

/** The row that came along with another, or null when there is none; undefined when it was not read, or too little of it. */
export function alongWith(row: object, relation: ToOne, properties: readonly string[]): Row | null | undefined {
  const found = cameAlong.get(row)?.get(relation.name);
  return found && !properties.every((property) => property in found) ? undefined : found;
}

const readAs = (type: string, value: unknown): unknown =>
  type === 'timestamptz' && value !== null ? new Date(value as string) : value;
