import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { RequestContext } from '../resolvers/request-context.js';

/** Over HTTP: lets queries read from replicas. Whatever else there is reads from the primary. */
export const readRecent: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        if (operation?.operation === OperationTypeNode.QUERY) contextValue.onlyReads();
      },
    };
  },
};
