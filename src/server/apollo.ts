import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { RequestContext } from '../resolvers/request-context.js';
import { parseOptions } from './document-limits.js';
import { presentError, presentThrown } from './errors.js';
import { idempotentMutations } from './idempotency/idempotent-mutations.js';
import type { Once } from './idempotency/once.js';
import type { Metrics } from './metrics.js';
import { operationMetrics } from './operation-metrics.js';
import { currentRequestId } from './request-scope.js';
import { refuseSubscriptions } from './refuse-subscriptions.js';

export interface ApolloOptions {
  schema: GraphQLSchema;
  introspection: boolean;
  log: Logger;
  metrics: Metrics;
  once: Once;
}

/** Apollo Server without the plugins that nobody asked for: its cache control alone instruments every field. */
export async function createApollo({
  schema,
  introspection,
  log,
  metrics,
  once,
}: ApolloOptions): Promise<ApolloServer<RequestContext>> {
  const report = (unexpected: unknown) => log.error({ err: unexpected, requestId: currentRequestId() }, 'operation failed');
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection,
    parseOptions,
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    logger: log,
    formatError: (formatted, error) => presentError(formatted, error, report),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      operationMetrics(metrics),
      refuseSubscriptions,
      idempotentMutations(once, (error) => presentThrown(error, report)),
    ],
  });
  await apollo.start();
  return apollo;
}
