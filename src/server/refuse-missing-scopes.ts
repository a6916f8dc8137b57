import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../resolvers/request-context.js';
import { missingScopes } from '../resolvers/scopes.js';
import type { Requester } from '../shared/requester.js';
import { neededScopes, type NeededScopes } from './needed-scopes.js';

const remembered = new WeakMap<OperationDefinitionNode, NeededScopes>();

/** The error of an operation that asks for more than the token of the requester may be used for; null when it does not. */
export function scopeErrorOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode | null | undefined,
  requester: Requester,
): GraphQLError | null {
  if (requester.narrowedTo === null || !operation) return null;
  const { scopes, unknown } = rememberedScopes(schema, document, operation);
  const missing = [...scopes].filter(([scope]) => requester.lacksScope(scope));
  const places = missing.map(([, place]) => place);
  const [first] = unknown ? [...places, unknown] : places;
  if (!first) return null;
  const originalError = missingScopes(missing.map(([scope]) => scope));
  const needed = missing.map(([scope]) => scope).join(' ');
  return new GraphQLError(originalError.message, {
    nodes: places.length > 0 ? places.map(({ node }) => node) : [first.node],
    path: first.path,
    originalError,
    // RFC 6750 §3.1
    extensions: {
      http: {
        status: 403,
        headers: new HeaderMap([['www-authenticate', `Bearer error="insufficient_scope", scope="${needed}"`]]),
      },
    },
  });
}

/** Over HTTP: refuses such operations before they run. */
export const refuseMissingScopes = (schema: GraphQLSchema): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart() {
    return {
      async didResolveOperation({ document, operation, contextValue }) {
        const error = scopeErrorOf(schema, document, operation, contextValue.requester);
        if (error) throw error;
      },
    };
  },
});

function rememberedScopes(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): NeededScopes {
  let needed = remembered.get(operation);
  if (!needed) remembered.set(operation, (needed = neededScopes(schema, document, operation)));
  return needed;
}
