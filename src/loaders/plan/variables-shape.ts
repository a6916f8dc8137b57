import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  typeFromAST,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from './plan.js';

/**
 * What of coerced variables may change the text of a statement: which are absent, null, true or false, and the values of enums
 * (orders and directions are among them). Two sets of variables of one shape are served by one plan.
 */
export function shapeOfVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  variables: Variables,
): string {
  return definitions
    .map(({ variable: { name }, type }) => {
      const named = getNamedType(typeFromAST(schema, type as never));
      const chooses = isEnumType(named) || isInputObjectType(named);
      return name.value in variables ? shapeOfValue(variables[name.value], chooses) : '-';
    })
    .join('|');
}

/** `chooses`: whether texts in it are values of enums, or may be. */
function shapeOfValue(value: unknown, chooses: boolean): string {
  if (value === null) return '0';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (Array.isArray(value)) return 'l';
  if (typeof value === 'string' && chooses) return JSON.stringify(value);
  if (typeof value === 'object' && !(value instanceof Date)) {
    return `{${Object.entries(value)
      .map(([name, part]) => `${name}:${shapeOfValue(part, chooses)}`)
      .join()}}`;
  }
  return 'v';
}
