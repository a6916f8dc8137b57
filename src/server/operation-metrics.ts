import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../resolvers/request-context.js';
import type { Metrics } from './metrics.js';

/** Counts operations by kind and outcome, and measures how long they take. */
export const operationMetrics = ({ operations }: Metrics): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart() {
    const stop = operations.startTimer();
    return {
      async willSendResponse({ operation, response: { body } }) {
        const failed = body.kind === 'single' && (body.singleResult.errors?.length ?? 0) > 0;
        stop({ kind: operation?.operation ?? 'unknown', outcome: failed ? 'error' : 'ok' });
      },
    };
  },
});
