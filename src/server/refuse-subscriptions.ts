import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { RequestContext } from '../resolvers/request-context.js';

/** Over HTTP, Apollo Server would run a subscription as if it were a query. */
export const refuseSubscriptions: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
        throw new GraphQLError(
          'Subscriptions are served over a WebSocket at the same address, with the sub-protocol graphql-transport-ws.',
          {
            extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
          },
        );
      },
    };
  },
};
