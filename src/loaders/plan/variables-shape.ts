import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  typeFromAST,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from './plan.js';

interface Variable {
  name: string;
  /** Whether its texts are values of enums, or may be. */
  chooses: boolean;
}

/**
 * What of coerced variables may change the text of a statement: which are absent, null, true or false, and the values of enums
 * (orders and directions are among them). Two sets of variables of one shape are served by one plan.
 */
export class VariablesShape {
  private readonly variables: readonly Variable[];

  constructor(schema: GraphQLSchema, definitions: readonly VariableDefinitionNode[]) {
    this.variables = definitions.map(({ variable: { name }, type }) => {
      const named = getNamedType(typeFromAST(schema, type as never));
      return { name: name.value, chooses: isEnumType(named) || isInputObjectType(named) };
    });
  }

  of(values: Variables): string {
    let shape = '';
    for (const { name, chooses } of this.variables) shape += `${shapeOf(values[name], chooses)}|`;
    return shape;
  }
}

function shapeOf(value: unknown, chooses: boolean): string {
  if (value === undefined) return '-';
  if (value === null) return '0';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'string') return chooses ? JSON.stringify(value) : 'v';
  if (typeof value !== 'object' || value instanceof Date) return 'v';
  if (Array.isArray(value)) return 'l';
  return `{${Object.entries(value)
    .map(([name, part]) => `${name}:${shapeOf(part, chooses)}`)
    .join()}}`;
}
