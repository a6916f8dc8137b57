import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import { OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../../resolvers/request-context.js';
import type { PresentedError } from '../errors.js';
import type { Once } from './once.js';

/** The statuses of refusals; 503 when the key could not be looked up. */
const statuses: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  FORBIDDEN: 403,
  IDEMPOTENCY_KEY_REUSED: 422,
  IDEMPOTENCY_ANSWER_LOST: 409,
  TIMEOUT: 409,
};

/** `Idempotency-Key` over HTTP: hands a mutation out of the kept answers, or lets it run and keeps its answer. */
export const idempotentMutations = (
  once: Once,
  present: (error: unknown) => PresentedError,
): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart() {
    return {
      async responseForOperation({ operation, source, request, contextValue }) {
        // It asks also when no operation was found, whatever its types say.
        if ((operation as typeof operation | undefined)?.operation !== OperationTypeNode.MUTATION) return null;
        try {
          const { operationName, variables } = request;
          const answer = await once.begin(contextValue, { document: source, operationName, variables });
          if (answer === null) return null;
          const { status, ...result } = answer;
          return response(result as SingleResult, status, { 'idempotency-replayed': 'true' });
        } catch (error) {
          const refusal = present(error);
          return response({ errors: [refusal] }, statuses[refusal.extensions.code] ?? 503);
        }
      },
      async willSendResponse({ contextValue, response: { body, http } }) {
        if (body.kind !== 'single') return;
        const { data, errors } = body.singleResult;
        await once.settle(contextValue, { data, errors, status: http.status });
      },
    };
  },
});

type SingleResult = { data?: Record<string, unknown>; errors?: GraphQLFormattedError[] };

const response = (
  singleResult: SingleResult,
  status: number | undefined,
  headers: Record<string, string> = {},
): GraphQLResponse => ({
  http: { status, headers: new HeaderMap(Object.entries(headers)) },
  body: { kind: 'single', singleResult },
});
