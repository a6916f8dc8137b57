import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../resolvers/request-context.js';
import type { Clock } from '../../shared/clock.js';
import { stale, type Planned } from '../../loaders/plan/planner.js';
import type { Admission, Admitted, OperationRequest, Refused } from '../admission.js';
import { payerOf } from '../budget.js';
import type { PreparedDocument } from '../documents/prepare-document.js';
import { maxAgeOf } from '../max-age.js';
import type { Metrics } from '../metrics.js';
import { privateFor } from '../private-cache.js';
import type { QueryAnswerer } from '../query-answerer.js';
import type { RequestContexts } from '../request-contexts.js';
import { rateLimitHeaders } from '../rate-limit-headers.js';
import { scopeErrorOf } from '../refuse-missing-scopes.js';
import { answerType } from './answer-type.js';
import type { Handover } from './handover.js';
import { readAsked } from './read-asked.js';

export interface DirectAnswersOptions {
  schema: GraphQLSchema;
  answerer: QueryAnswerer;
  admission: Admission;
  /** Who asks, with what rights: remembered, or found out. */
  contexts: RequestContexts;
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
  began: number;
  /** What the gate said; it is passed, and paid at, once. */
  outcome: Admitted | Refused | null;
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

    const { contexts, handover } = this.options;
    const attempt: Attempt = { asked, prepared, type, request, reply, began: performance.now(), outcome: null };
    const remembered = contexts.ofRemembered(request, reply);
    const known = remembered && (await this.attempt(attempt, remembered));
    if (typeof known === 'string') return known;
    if (known === stale) contexts.forget(request);

    // What was remembered is good for answers that find out whether it still stands, and for nothing else.
    const making = contexts.ofRequest(request, reply);
    handover.leave(request, making);
    const context = await making.catch(() => null);
    if (context === null) return null;
    const found = remembered === null || known === stale ? await this.attempt(attempt, context) : null;
    if (typeof found === 'string') return found;
    if (attempt.outcome) handover.leaveAdmission(context, attempt.outcome);
    return null;
  }

  /** @returns null also after any trouble: the usual way comes to the same, and says what it is. */
  private async attempt(attempt: Attempt, context: RequestContext): Promise<Planned> {
    const { asked, prepared, request } = attempt;
    try {
      const payer = payerOf(context.requester.userId, context.origin.ipAddress);
      attempt.outcome ??= await this.options.admission.admit(asked, payer, prepared);
      const data = attempt.outcome.refusal ? null : await this.dataOf(asked, attempt.outcome, context);
      return typeof data === 'string' ? this.bodyOf(attempt, attempt.outcome, data) : data;
    } catch (error) {
      request.log.debug({ err: error }, 'not answered directly');
      return null;
    }
  }

  private bodyOf({ prepared, type, request, reply, began }: Attempt, outcome: Admitted | Refused, data: string): string {
    const { schema, clock, metrics } = this.options;
    for (const [name, value] of rateLimitHeaders(outcome.spent, clock.now())) void reply.header(name, value);
    if (request.method === 'GET') void reply.header('cache-control', privateFor(maxAgeOf(schema, prepared.document)));
    void reply.header('content-type', type);
    metrics.directAnswers.inc();
    metrics.operations.observe(ANSWERED, (performance.now() - began) / 1_000);
    return `{"data":${data}}\n`;
  }

  private dataOf(
    asked: OperationRequest,
    { prepared, variables, spent }: Admitted,
    context: RequestContext,
  ): Promise<Planned> | null {
    const { schema, answerer } = this.options;
    const { operationName } = asked;
    const { document } = prepared;
    if (scopeErrorOf(schema, document, prepared.operation(operationName), context.requester)) return null;
    context.spent = spent;
    return answerer.answer({ document, operationName, variables }, context);
  }
}
