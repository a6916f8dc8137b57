import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../resolvers/request-context.js';
import type { Clock } from '../../shared/clock.js';
import type { Admission, Admitted, OperationRequest } from '../admission.js';
import { payerOf } from '../budget.js';
import type { PreparedDocument } from '../documents/prepare-document.js';
import { maxAgeOf } from '../max-age.js';
import type { Metrics } from '../metrics.js';
import { privateFor } from '../private-cache.js';
import type { QueryAnswerer } from '../query-answerer.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import { scopeErrorOf } from '../refuse-missing-scopes.js';
import { answerType } from './answer-type.js';
import type { Handover } from './handover.js';
import { readAsked } from './read-asked.js';

export interface DirectAnswersOptions {
  schema: GraphQLSchema;
  answerer: QueryAnswerer;
  admission: Admission;
  /** Who asks, with what rights: made before anything else is done for a request, and for all ways of answering it. */
  context: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  handover: Handover;
  clock: Clock;
  metrics: Metrics;
}

const ANSWERED = { kind: OperationTypeNode.QUERY, outcome: 'ok' } as const;

/** One request on its way to a direct answer. */
interface Attempt {
  asked: OperationRequest;
  prepared: PreparedDocument;
  /** The type of the answer. */
  type: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

/**
 * Answers queries whose document is prepared without Apollo Server, in the same bytes and under the same headers. Whatever is
 * not a plain query with an answer (a mutation, a refusal, an error, a header that is out of the ordinary) is left to it.
 */
export class DirectAnswers {
  constructor(private readonly options: DirectAnswersOptions) {}

  /** @returns the body, with its headers set; null when the request is to go the usual way. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<string | null> {
    const type = answerType(request.headers.accept);
    const asked = type === null ? null : readAsked(request);
    const prepared = asked && this.options.admission.known(asked);
    if (!type || !prepared || prepared.operation(asked.operationName)?.operation !== OperationTypeNode.QUERY) return null;

    const making = this.options.context(request, reply);
    try {
      const body = await this.attempt({ asked, prepared, type, request, reply }, await making);
      if (body !== null) return body;
    } catch {
      // The usual way comes to the same trouble, and says what it is.
    }
    this.options.handover.leave(request, making);
    return null;
  }

  private async attempt({ asked, prepared, type, request, reply }: Attempt, context: RequestContext): Promise<string | null> {
    const { schema, admission, handover, clock, metrics } = this.options;
    const began = performance.now();
    const payer = payerOf(context.requester.userId, context.useCase.origin.ipAddress);
    const outcome = await admission.admit(asked, payer, prepared);
    const data = outcome.refusal ? null : await this.dataOf(asked, outcome, context);
    if (data === null) {
      handover.leaveAdmission(context, outcome);
      return null;
    }
    for (const [name, value] of rateLimitHeaders(outcome.spent, clock.now())) void reply.header(name, value);
    if (request.method === 'GET') void reply.header('cache-control', privateFor(maxAgeOf(schema, prepared.document)));
    void reply.header('content-type', type);
    metrics.directAnswers.inc();
    metrics.operations.observe(ANSWERED, (performance.now() - began) / 1_000);
    return `{"data":${data}}\n`;
  }

  private async dataOf(asked: OperationRequest, { prepared, spent }: Admitted, context: RequestContext): Promise<string | null> {
    const { schema, answerer } = this.options;
    const { operationName, variables } = asked;
    const { document } = prepared;
    if (scopeErrorOf(schema, document, prepared.operation(operationName), context.requester)) return null;
    context.spent = spent;
    try {
      return await answerer.answer({ document, operationName, variables }, context);
    } catch {
      // It should have said null; what was paid for is executed all the same.
      return null;
    }
  }
}
