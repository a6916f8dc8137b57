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
import type { Admission } from './admission.js';
import { admitOperations } from './admit-operations.js';
import type { Handover } from './direct/handover.js';
import { idempotentMutations } from './idempotency/idempotent-mutations.js';
import type { Once } from './idempotency/once.js';
import { presentThrown, type Presenter } from './presenter.js';
import type { Metrics } from './metrics.js';
import { operationMetrics } from './operation-metrics.js';
import { cacheHints } from './private-cache.js';
import { readRecent } from './read-recent.js';
import { refuseMissingScopes } from './refuse-missing-scopes.js';
import { refuseSubscriptions } from './refuse-subscriptions.js';

export interface ApolloOptions {
  schema: GraphQLSchema;
  introspection: boolean;
  admission: Admission;
  handover: Handover;
  present: Presenter;
  log: Logger;
  metrics: Metrics;
  once: Once;
}

/** Apollo Server without the plugins that nobody asked for: its cache control alone instruments every field. */
export async function createApollo({
  schema,
  introspection,
  admission,
  handover,
  present,
  log,
  metrics,
  once,
}: ApolloOptions): Promise<ApolloServer<RequestContext>> {
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection,
    // Documents are prepared before it sees them, and found by their hash.
    documentStore: null,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    logger: log,
    formatError: (formatted, error) => present(formatted, error),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      admitOperations(admission, handover, (error) => present(error.toJSON(), error)),
      operationMetrics(metrics),
      cacheHints(schema),
      refuseSubscriptions,
      refuseMissingScopes(schema),
      readRecent,
      idempotentMutations(once, (error) => presentThrown(present, error)),
    ],
  });
  await apollo.start();
  return apollo;
}
