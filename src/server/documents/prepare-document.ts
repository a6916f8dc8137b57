import {
  GraphQLError,
  NoFragmentCyclesRule,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { documentLimits, nestedTooDeeply, parseOptions, ranOutOfStack } from '../document-limits.js';
import { checkExtent } from './check-extent.js';
import { operationsOf } from './operations-of.js';
import { prices } from './prices.js';
import { Pricing } from './pricing.js';
import { refuse, type Refusal } from './refusal.js';
import type { Variables } from './values.js';
import { VariablesReader, type ReadVariables } from '../variables/variables-reader.js';

/** A document that can be run: read, found valid, and priced but for its variables. */
export interface PreparedDocument {
  text: string;
  document: DocumentNode;
  /** The operation that is meant by that name, or by none; null when there is none, or none is named among several. */
  operation(name: string | null | undefined): OperationDefinitionNode | null;
  /** What an operation of it costs; 1 when there is none of that name, which running it will say. */
  price(operationName: string | null | undefined, variables: Variables | null | undefined): number;
  /** The variables of an operation that it has; a refusal when they do not fit. */
  readVariables(operation: OperationDefinitionNode, variables: Variables | null | undefined): ReadVariables | Refusal;
}

export type Prepare = (text: string) => PreparedDocument | Refusal;

const MAX_ERRORS = 20;

/** Makes what reads documents of a schema. Each step bounds what the next one has to do. */
export function preparer(schema: GraphQLSchema, introspection: boolean): Prepare {
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];

  return (text) => {
    if (text.length > documentLimits.bytes || Buffer.byteLength(text) > documentLimits.bytes) {
      const message = `A document may have at most ${documentLimits.bytes} bytes.`;
      return refuse(413, 'PAYLOAD_TOO_LARGE', message, { limit: 'bytes', maximum: documentLimits.bytes });
    }
    try {
      const document = parse(text, parseOptions);
      const { refusal, cyclic } = checkExtent(schema, document);
      if (refusal) return refusal;
      const errors = validate(schema, document, cyclic ? [NoFragmentCyclesRule] : rules, { maxErrors: MAX_ERRORS });
      if (errors.length > 0) return refused(errors, 'GRAPHQL_VALIDATION_FAILED');
      return prepared(schema, text, document);
    } catch (error) {
      if (error instanceof GraphQLError) return refused([error], 'GRAPHQL_PARSE_FAILED');
      if (ranOutOfStack(error as Error)) return refuse(400, 'GRAPHQL_PARSE_FAILED', nestedTooDeeply);
      throw error;
    }
  };
}

function prepared(schema: GraphQLSchema, text: string, document: DocumentNode): PreparedDocument {
  const pricing = new Pricing(schema, document);
  const operationNamed = operationsOf(document);
  const readers = new Map<OperationDefinitionNode, VariablesReader>();
  return {
    text,
    document,
    operation: operationNamed,
    price(operationName, variables) {
      const operation = operationNamed(operationName);
      return operation ? pricing.priceOf(operation, variables ?? {}) : prices.operation;
    },
    readVariables(operation, variables) {
      let reader = readers.get(operation);
      if (!reader) readers.set(operation, (reader = new VariablesReader(schema, operation)));
      const read = reader.read(variables ?? {});
      return 'coerced' in read ? read : { status: 400, errors: read };
    },
  };
}

const refused = (errors: readonly GraphQLError[], code: string): Refusal => ({
  status: 400,
  errors: errors.map(
    (error) =>
      new GraphQLError(error.message, {
        ...(error.nodes && { nodes: error.nodes }),
        source: error.source,
        positions: error.positions,
        extensions: { code },
      }),
  ),
});
