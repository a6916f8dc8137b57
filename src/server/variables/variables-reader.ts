import {
  isInputType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Variables } from '../documents/values.js';
import { readInput } from './input-value.js';
import { Problems } from './problems.js';

/** Variables that fit their operation. */
export interface ReadVariables {
  /** Those that the operation declares, as the client sent them: what else came along is passed over. */
  given: Record<string, unknown>;
  /** As arguments take them: read by their types, with default values. */
  coerced: Readonly<Record<string, unknown>>;
}

interface Declared {
  name: string;
  type: GraphQLInputType;
  node: VariableDefinitionNode;
  /** Undefined when there is none. */
  fallback: unknown;
}

const none: ReadVariables = { given: Object.freeze({}), coerced: Object.freeze({}) };

/**
 * Reads the variables of one operation of a valid document (GraphQL October 2021 §6.1.2), whichever way the request came: wrong
 * ones get the same errors by all of them, before anything is executed.
 */
export class VariablesReader {
  private readonly declared: readonly Declared[];

  constructor(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
    this.declared = variableDefinitions.flatMap((node) => {
      const type = typeFromAST(schema, node.type as never);
      if (!isInputType(type)) return [];
      return [{ name: node.variable.name.value, type, node, fallback: valueFromAST(node.defaultValue, type) }];
    });
  }

  /** @returns the errors when they do not fit. */
  read(variables: Variables): ReadVariables | readonly GraphQLError[] {
    if (this.declared.length === 0) return none;
    const problems = new Problems();
    const given = emptyRecord();
    const coerced = emptyRecord();
    for (const { name, type, node, fallback } of this.declared) {
      if (problems.isFull) break;
      problems.enter(name, node);
      if (!Object.hasOwn(variables, name)) {
        if (fallback !== undefined) coerced[name] = fallback;
        else if (isNonNullType(type))
          problems.addMessage(`Variable "$${name}" of required type "${String(type)}" was not provided.`);
        continue;
      }
      const value = (given[name] = variables[name]);
      if (value === null && isNonNullType(type))
        problems.addMessage(`Variable "$${name}" of non-null type "${String(type)}" must not be null.`);
      else coerced[name] = readInput(value, type, problems);
    }
    return problems.errors ?? { given, coerced };
  }
}

/** A variable may be called `__proto__`. */
const emptyRecord = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>;
