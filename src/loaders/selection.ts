import { getNamedType, isObjectType, Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';
import type { EntityClass } from '../shared/conditions.js';
import { collectFields } from './plan/collect-fields.js';
import { neededBy } from './relation.js';
import type { Tables } from './sql/tables.js';

const remembered = new WeakMap<FieldNode, Map<string, ReadonlySet<string>>>();

/**
 * The names of the fields selected below the field being resolved, at that path (`['edges', 'node']`).
 * Conditions (`@include`, types of fragments) are not looked at: a field too many costs little, one too few is an error.
 */
export function selectedFields(info: GraphQLResolveInfo, path: readonly string[] = []): ReadonlySet<string> {
  const [node] = info.fieldNodes;
  if (info.fieldNodes.length > 1 || !node) return collected(info, path);
  const key = path.join('.');
  let byPath = remembered.get(node);
  if (!byPath) remembered.set(node, (byPath = new Map<string, ReadonlySet<string>>()));
  let fields = byPath.get(key);
  if (!fields) byPath.set(key, (fields = collected(info, path)));
  return fields;
}

/** Whether a field is selected of the object that the field being resolved leads to. Here conditions count. */
export function selects(info: GraphQLResolveInfo, field: string): boolean {
  const type = getNamedType(info.returnType);
  if (!selectedFields(info).has(field) || !isObjectType(type)) return false;
  const context = { schema: info.schema, fragments: info.fragments, variables: info.variableValues };
  const sets = info.fieldNodes.map(({ selectionSet }) => selectionSet);
  return [...collectFields(context, type, sets).values()].some(([node]) => node!.name.value === field);
}

/** The properties of an entity that those fields need, in a stable order; all of them when a field is not known. */
export function propertiesFor(
  tables: Tables,
  entity: EntityClass,
  fields: Iterable<string>,
  always: readonly string[] = [],
): string[] {
  const known = tables.all(entity);
  const properties = new Set(['id', ...always]);
  for (const field of fields) {
    if (field === '__typename') continue;
    const needed = neededBy(entity, field) ?? (known.has(field) ? [field] : [...known.keys()]);
    for (const property of needed) properties.add(property);
  }
  return [...known.keys()].filter((property) => properties.has(property));
}

function collected(info: GraphQLResolveInfo, path: readonly string[]): ReadonlySet<string> {
  let sets = new Set(info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []));
  for (const name of path) {
    const fields = fieldsOf(sets, info).filter((field) => field.name.value === name);
    sets = new Set(fields.flatMap(({ selectionSet }) => selectionSet ?? []));
  }
  return new Set(fieldsOf(sets, info).map((field) => field.name.value));
}

/** The fields of these selections; each fragment is entered once, so that the cost is linear in the document. */
export function fieldsOf(sets: Iterable<SelectionSetNode>, { fragments }: Pick<GraphQLResolveInfo, 'fragments'>): FieldNode[] {
  const fields: FieldNode[] = [];
  const entered = new Set<string>();
  const enter = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) enter(selection.selectionSet);
      else if (!entered.has(selection.name.value)) {
        entered.add(selection.name.value);
        const fragment = fragments[selection.name.value];
        if (fragment) enter(fragment.selectionSet);
      }
    }
  };
  for (const set of sets) enter(set);
  return fields;
}
