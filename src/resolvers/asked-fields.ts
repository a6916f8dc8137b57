import {
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import { isStorable } from '../shared/storable-text.js';

/** A field with its arguments, as it can be written down. */
export interface AskedField {
  field: string;
  arguments: Record<string, unknown>;
}

const MOST_FIELDS = 50;
const LONGEST_TEXT = 200;

/**
 * The fields that an operation asks for directly below a field of its root, under whatever aliases, each with its arguments.
 * Conditions are not looked at: what is asked for counts, whether or not it comes.
 */
export function askedBelow(info: GraphQLResolveInfo, rootField: string): AskedField[] {
  const { schema, operation, parentType, variableValues } = info;
  const type = getNamedType(parentType.getFields()[rootField]!.type);
  if (!isObjectType(type)) return [];
  const asked = fieldsIn([operation.selectionSet], info)
    .filter(({ name }) => name.value === rootField)
    .flatMap(({ selectionSet }) => selectionSet ?? []);
  const fields = fieldsIn(asked, info).flatMap((node) => {
    const definition = (schema.getType(type.name) as GraphQLObjectType).getFields()[node.name.value];
    return definition ? [{ field: node.name.value, arguments: getArgumentValues(definition, node, variableValues) }] : [];
  });
  return fields.slice(0, MOST_FIELDS).map((one) => ({ ...one, arguments: writable(one.arguments) }));
}

function fieldsIn(sets: readonly SelectionSetNode[], { fragments }: GraphQLResolveInfo): FieldNode[] {
  const fields: FieldNode[] = [];
  const entered = new Set<string>();
  const enter = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) enter(selection.selectionSet);
      else if (!entered.has(selection.name.value)) {
        entered.add(selection.name.value);
        enter(fragments[selection.name.value]!.selectionSet);
      }
    }
  };
  sets.forEach(enter);
  return fields;
}

/** Without what was not given; long texts cut off, and those left out that a database cannot keep. */
const writable = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value != null && !(typeof value === 'string' && !isStorable(value)))
      .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, LONGEST_TEXT).toWellFormed() : value]),
  );
