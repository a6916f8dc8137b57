import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { nestedTooDeeply, parseOptions, ranOutOfStack } from './document-limits.js';

/** Parses and validates an operation that comes over a socket, with the codes that it would get over HTTP. */
export function readOperation(schema: GraphQLSchema, query: string, introspection: boolean): DocumentNode | GraphQLError[] {
  try {
    const document = parse(query, parseOptions);
    const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    const errors = validate(schema, document, rules, { maxErrors: 20 });
    return errors.length === 0 ? document : errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
  } catch (error) {
    if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')];
    if (ranOutOfStack(error as Error)) return [withCode(new GraphQLError(nestedTooDeeply), 'GRAPHQL_PARSE_FAILED')];
    throw error;
  }
}

const withCode = (error: GraphQLError, code: string) =>
  new GraphQLError(error.message, {
    ...(error.nodes && { nodes: error.nodes }),
    source: error.source,
    positions: error.positions,
    extensions: { code },
  });
