import {
  execute,
  getNamedType,
  getOperationAST,
  getVariableValues,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { RequestError } from '../../../../src/shared/errors.js';
import { encodeId, idPrefixes, type NodeType } from '../../../../src/shared/ids.js';
import type { Answer } from '../../client.js';
import type { Strategy } from '../strategy.js';
import type { Asking } from './asking.js';
import { Rights } from './rights.js';
import { resolvers } from './resolvers/resolvers.js';
import { demandScope, firstForbidden, scopeOfType } from './scopes.js';

export interface ReferenceParts extends Omit<Asking, 'viewer' | 'rights'> {
  /** Without resolvers: from its SDL. */
  schema: GraphQLSchema;
  signUp: 'instant' | 'closed';
}

/**
 * What the schema and docs/permissions.md say, told by plain loops over all rows: slow, and with no statement that could be
 * wrong. It shares with the product what makes no statements: ids, cursors, summaries, tokens, links, predicates on roles.
 */
export function reference({ schema, signUp, ...parts }: ReferenceParts): Strategy {
  return {
    name: 'reference',
    async answer(text, variableValues, viewer) {
      const document = parse(text);
      // Variables are read at the gate, before anybody looks at scopes.
      const { errors } = getVariableValues(schema, declaredIn(document), variableValues ?? {});
      if (errors) return answered({ errors });
      const forbidden = firstForbidden(schema, document, viewer);
      if (forbidden) return { errors: [{ message: '', path: forbidden, extensions: { code: 'FORBIDDEN' } }] };
      const asking: Asking = { ...parts, viewer, rights: new Rights(parts.data, viewer, signUp) };
      return answered(await execute({ schema, document, variableValues, contextValue: asking, fieldResolver, typeResolver }));
    },
  };
}

/** The variables that the one operation of a document declares. */
const declaredIn = (document: DocumentNode) => getOperationAST(document)?.variableDefinitions ?? [];

const fieldResolver: GraphQLFieldResolver<any, Asking> = (row, args, asking, info) => {
  const { parentType, fieldName } = info;
  const resolve = resolvers[parentType.name]?.[fieldName];
  if (resolve) return written(resolve(row, args, asking, (field) => selects(info, field)));
  if (fieldName === 'id' && parentType.name in idPrefixes) return encodeId(parentType.name as NodeType, row.id);
  if (!(fieldName in row)) throw new Error(`The reference does not know ${parentType.name}.${fieldName}: tell it.`);
  return written(row[fieldName]);
};

function selects({ schema, fragments, variableValues, returnType, fieldNodes }: GraphQLResolveInfo, field: string): boolean {
  const below = collectSubfields(schema, fragments, variableValues, getNamedType(returnType) as GraphQLObjectType, fieldNodes);
  return [...below.values()].some(([node]) => node!.name.value === field);
}

/** "RFC 3339 in UTC with milliseconds". */
const written = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

const typeResolver = ({ __typename }: { __typename: string }, { viewer }: Asking): string => {
  demandScope(viewer, scopeOfType(__typename));
  return __typename;
};

function answered({ data, errors }: ExecutionResult): Answer<Record<string, unknown>> {
  return {
    ...(data !== undefined && { data: JSON.parse(JSON.stringify(data)) as Record<string, unknown> }),
    ...(errors && {
      errors: errors.map((error) => ({
        message: error.message,
        ...(error.path && { path: [...error.path] }),
        extensions: { code: codeOf(error) },
      })),
    }),
  };
}

/** What graphql-js refuses by itself, while it reads variables and arguments, is bad input. */
function codeOf({ path, originalError }: GraphQLError): string {
  if (originalError instanceof RequestError) return originalError.code;
  return path === undefined || originalError === undefined ? 'BAD_USER_INPUT' : `BROKEN_REFERENCE ${originalError.stack}`;
}
