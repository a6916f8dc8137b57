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
  // Callbacks: for all but a few requests there is nothing to wait for.
  server.addHook('onRequest', (request, reply, done) => {
    if (!admission.someoneIsOver || request.method !== 'POST' || !isGraphql(request)) return done();
    return void payerOf(request).then((payer) => {
      if (payer === null || !refuseOverBudget(payer, request, reply, options)) done();
    }, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { statusCode } = reply;
    const isRefusal = statusCode >= 400 && statusCode < 500 && statusCode !== TOO_MANY_REQUESTS;
    // What passed the gate says what is left of the budget.
    if (!isRefusal || !isGraphql(request) || reply.hasHeader('ratelimit')) return done();
    return void admission.chargeRefused(addressOf(request), excessOf(request.raw)).then(() => done(), done);
  });
}

const isGraphql = ({ routeOptions }: FastifyRequest): boolean => ROUTES.includes(routeOptions.url);

/** @returns whether it was refused. */
function refuseOverBudget(
  payer: string,
  { headers, id }: FastifyRequest,
  reply: FastifyReply,
  { admission, present, clock }: BeforeTheGateOptions,
): boolean {
  const refused = admission.overBudgetAlready(payer);
  if (refused === null) return false;
  const { refusal, spent, retryAfterSeconds } = refused;
  for (const [name, value] of rateLimitHeaders(spent, clock.now())) void reply.header(name, value);
  void reply
    .code(refusal.status)
    .headers({ 'retry-after': String(retryAfterSeconds), 'cache-control': 'no-store' })
    .type(answerType(headers.accept) ?? 'application/json; charset=utf-8')
    .send(`${JSON.stringify({ errors: refusal.errors.map((error) => presentThrown(present, error, id)) })}\n`);
  return true;
}
