import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../shared/clock.js';
import type { Admission } from './admission.js';
import { answerType } from './direct/answer-type.js';
import { rateLimitHeaders } from './rate-limit-headers.js';
import { excessOf } from './large-requests.js';
import { presentThrown, type Presenter } from './presenter.js';

export interface BeforeTheGateOptions {
  admission: Admission;
  /** Who would pay for a request; null when only the gate can tell. */
  payerOf: (request: FastifyRequest) => Promise<string | null>;
  /** The payer of a request from which nobody is signed in. */
  addressOf: (request: FastifyRequest) => string;
  present: Presenter;
  clock: Clock;
}

const ROUTES: readonly (string | undefined)[] = ['/graphql', '/graphql/stream'];
const TOO_MANY_REQUESTS = 429;

/**
 * Has the budget count for requests that do not come to the gate, too. The body of who is over it is not read. What is refused on
 * the way (a token that is not good, a body that cannot be read) is paid for by the address.
 */
export function guardTheWay(server: FastifyInstance, options: BeforeTheGateOptions): void {
  const { admission, payerOf, addressOf } = options;
  server.addHook('onRequest', async (request, reply) => {
    if (!admission.someoneIsOver || request.method !== 'POST' || !isGraphql(request)) return undefined;
    const payer = await payerOf(request);
    return payer === null ? undefined : refuseOverBudget(payer, request, reply, options);
  });
  server.addHook('onResponse', async (request, reply) => {
    const { statusCode } = reply;
    if (statusCode < 400 || statusCode >= 500 || statusCode === TOO_MANY_REQUESTS || !isGraphql(request)) return;
    // What passed the gate says what is left of the budget.
    if (!reply.hasHeader('ratelimit')) await admission.chargeRefused(addressOf(request), excessOf(request.raw));
  });
}

const isGraphql = ({ routeOptions }: FastifyRequest): boolean => ROUTES.includes(routeOptions.url);

function refuseOverBudget(
  payer: string,
  { headers, id }: FastifyRequest,
  reply: FastifyReply,
  { admission, present, clock }: BeforeTheGateOptions,
): FastifyReply | undefined {
  const refused = admission.overBudgetAlready(payer);
  if (refused === null) return undefined;
  const { refusal, spent, retryAfterSeconds } = refused;
  for (const [name, value] of rateLimitHeaders(spent, clock.now())) void reply.header(name, value);
  return reply
    .code(refusal.status)
    .headers({ 'retry-after': String(retryAfterSeconds), 'cache-control': 'no-store' })
    .type(answerType(headers.accept) ?? 'application/json; charset=utf-8')
    .send(`${JSON.stringify({ errors: refusal.errors.map((error) => presentThrown(present, error, id)) })}\n`);
}
