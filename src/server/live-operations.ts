import { getOperationAST, GraphQLError, OperationTypeNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { AccessClaims } from '../auth/tokens.js';
import type { RequestContext } from '../resolvers/request-context.js';
import type { Origin } from '../services/origin.js';
import type { Admission } from './admission.js';
import { payerOf } from './budget.js';
import { answerOrExecute } from './direct/direct-result.js';
import { executeOnce } from './idempotency/execute-once.js';
import type { Once } from './idempotency/once.js';
import { presentThrown, type Presenter } from './presenter.js';
import type { QueryAnswerer } from './query-answerer.js';
import { scopeErrorOf } from './refuse-missing-scopes.js';
import { requestOf } from './request-of.js';
import type { Outlet } from './streams/outlet.js';
import { subscribeTo, type Subscription } from './streams/subscribe-to.js';
import type { Streams } from './streams/streams.js';

export interface LiveOperationsParts {
  schema: GraphQLSchema;
  admission: Admission;
  /** Null when every operation is to be executed. */
  answerer: QueryAnswerer | null;
  present: Presenter;
  context: (session: AccessClaims | null, origin: Origin, idempotencyKey: unknown) => Promise<RequestContext>;
  streams: Streams;
  once: Once;
}

/** What a client asks for over a connection that stays open; nothing is sure to be of the right type but what is said here. */
export interface LiveRequest {
  query?: string | undefined;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
  documentId?: unknown;
  /** What the operation was read from, as its size was noted. */
  from?: unknown;
}

export interface Asker {
  session: AccessClaims | null;
  origin: Origin;
  outlet: Outlet;
  /** What says, in place of the argument `after`, which event of a stream was heard last. */
  lastEventId?: string | null;
}

/** Operations of connections that stay open, over WebSocket and as server-sent events: all pass the same gate. */
export class LiveOperations {
  /** Executes what is no subscription. */
  readonly execute: (args: Subscription) => Promise<ExecutionResult>;

  constructor(private readonly parts: LiveOperationsParts) {
    const { answerer, once, present } = parts;
    this.execute = answerOrExecute(
      answerer,
      executeOnce(once, (error, { origin }) => presentThrown(present, error, origin.requestId)),
    );
  }

  /** Admits an operation, and has it paid for. @returns what is to be executed or subscribed to, or why not. */
  async admit(
    request: LiveRequest,
    { session, origin, outlet, lastEventId = null }: Asker,
  ): Promise<Subscription | GraphQLError[]> {
    const { schema, admission, context } = this.parts;
    try {
      const payer = payerOf(session?.userId, origin.ipAddress);
      const outcome = await admission.admit(requestOf(request), payer);
      if (outcome.refusal) return [...outcome.refusal.errors];
      const { prepared, variables, spent } = outcome;
      const { operationName, extensions } = request;
      const contextValue = await context(session, origin, extensions?.['idempotencyKey']);
      contextValue.spent = spent;
      contextValue.lastEventId = lastEventId;
      const missing = scopeErrorOf(schema, prepared.document, prepared.operation(operationName), contextValue.requester);
      if (missing) return [missing];
      if (getOperationAST(prepared.document, operationName)?.operation === OperationTypeNode.QUERY) contextValue.onlyReads();
      const purse = admission.purseOf(payer, outcome);
      const { document } = prepared;
      return { schema, document, operationName, variableValues: variables.given, variables, contextValue, purse, outlet };
    } catch (error) {
      return [new GraphQLError('', { originalError: error as Error, path: [] })];
    }
  }

  /** Begins to tell a stream. */
  readonly subscribe = (args: Subscription): ReturnType<typeof subscribeTo> => subscribeTo(this.parts.streams, args);

  /** An error as clients see it. */
  present(error: GraphQLError, requestId: string | null) {
    return this.parts.present(error.toJSON(), error, requestId);
  }
}
