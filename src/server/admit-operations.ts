import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { parse, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../resolvers/request-context.js';
import type { Admission } from './admission.js';
import type { Handover } from './direct/handover.js';
import { payerOf } from './budget.js';
import { requestOf } from './request-of.js';
import { rateLimitHeaders } from './rate-limit-headers.js';
import type { Refusal } from './documents/refusal.js';

/** Stands for a document that was refused, so that Apollo Server has something that it need not look at. */
const NOTHING = '{ __typename }';
const nothing = parse(NOTHING);

export type Present = (error: Refusal['errors'][number]) => GraphQLFormattedError;

/**
 * Lets every operation over HTTP pass the gate, and hands Apollo Server the prepared document, which it then neither parses
 * nor validates. What is refused is answered in place of being run.
 */
export const admitOperations = (
  admission: Admission,
  handover: Handover,
  present: Present,
): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart({ request, contextValue: context }) {
    const payer = payerOf(context.requester.userId, context.origin.ipAddress);
    const outcome = handover.admissionOf(context) ?? (await admission.admit(requestOf(request), payer));
    const { prepared, refusal, spent } = outcome;
    context.spent = spent;
    request.variables = refusal ? {} : outcome.variables.given;
    request.query = prepared?.text ?? NOTHING;
    if (request.extensions?.['persistedQuery'] !== undefined) {
      const { persistedQuery: _, ...extensions } = request.extensions;
      request.extensions = extensions;
    }

    return {
      async didResolveSource(running) {
        (running as { document?: DocumentNode }).document = prepared?.document ?? nothing;
      },
      async responseForOperation() {
        if (!refusal) return null;
        const retry = 'retryAfterSeconds' in outcome ? outcome.retryAfterSeconds : null;
        const headers = new HeaderMap(retry === null ? [] : [['retry-after', String(retry)]]);
        // A client that waits for its text to be asked for must not be told so by a cache.
        if (refusal.status === 200) headers.set('cache-control', 'no-store');
        return {
          http: { status: refusal.status, headers },
          body: { kind: 'single', singleResult: { errors: refusal.errors.map(present) } },
        };
      },
      async willSendResponse({ response }) {
        for (const [name, value] of rateLimitHeaders(spent, context.clock.now())) response.http.headers.set(name, value);
      },
    };
  },
});
