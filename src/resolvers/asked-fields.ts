import { getArgumentValues, getNamedType, isObjectType, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { fieldsOf } from '../loaders/selection.js';
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
  const asked = fieldsOf([operation.selectionSet], info)
    .filter(({ name }) => name.value === rootField)
    .flatMap(({ selectionSet }) => selectionSet ?? []);
  const fields = fieldsOf(asked, info).flatMap((node) => {
    const definition = (schema.getType(type.name) as GraphQLObjectType).getFields()[node.name.value];
    return definition ? [{ field: node.name.value, arguments: getArgumentValues(definition, node, variableValues) }] : [];
  });
  return fields.slice(0, MOST_FIELDS).map((one) => ({ ...one, arguments: writable(one.arguments) }));
}

/** Without what was not given; long texts cut off, and those left out that a database cannot keep. */
const writable = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value != null && !(typeof value === 'string' && !isStorable(value)))
      .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, LONGEST_TEXT).toWellFormed() : value]),
  );
