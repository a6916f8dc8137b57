import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../shared/clock.js';
import type { Admission } from './admission.js';
import { answerType } from './direct/answer-type.js';
import { excessOf } from './large-requests.js';
import { presentThrown, type Presenter } from './presenter.js';
import { rateLimitHeaders } from './rate-limit-headers.js';

export interface BudgetHooksOptions {
  admission: Admission;
  /** The payer of a request; null when finding out takes a statement. */
  payerOf: (request: FastifyRequest) => Promise<string | null>;
  /** The payer of a request whose sender is not signed in. */
  addressOf: (request: FastifyRequest) => string;
  present: Presenter;
  clock: Clock;
}

const ROUTES: readonly (string | undefined)[] = ['/graphql', '/graphql/stream'];
const TOO_MANY_REQUESTS = 429;

/**
 * The budget of requests that do not reach `Admission`. A payer who is known to be over it is answered 429 before the body is read.
 * A request that is refused earlier (a token that is not good, a body that cannot be read) is paid for by its address.
 */
export function registerBudgetHooks(server: FastifyInstance, options: BudgetHooksOptions): void {
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
    // Answers of `Admission` bear the header, and are paid for.
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
  { admission, present, clock }: BudgetHooksOptions,
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
