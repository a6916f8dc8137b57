import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST, GraphQLError, OperationTypeNode, type ExecutionResult } from 'graphql';
import type { AccessClaims } from '../auth/tokens.js';
import { badInput } from '../shared/errors.js';
import { payerOf } from './budget.js';
import type { ClientAddresses } from './client-address.js';
import { closeInBatches } from './close-in-batches.js';
import { DirectResult } from './direct/direct-result.js';
import { EventStreamOutlet } from './event-stream-outlet.js';
import { liveRequestIn } from './event-stream-request.js';
import type { Expiring } from './expiring.js';
import type { Asker, LiveOperations, LiveRequest } from './live-operations.js';
import { mayOpenSocket } from './may-open-socket.js';
import type { Metrics } from './metrics.js';
import { refreshTokenIn } from './refresh-cookie.js';
import { Member } from './streams/member.js';
import type { Tally } from './tally.js';

export interface EventStreamsOptions {
  operations: LiveOperations;
  addresses: ClientAddresses;
  /** Who a token names; null when it is good for nothing. */
  verify: (authorization: string) => Promise<AccessClaims | null>;
  /** Whose session a refresh token is good for; null when it is good for none. */
  sessionOf: (refreshToken: string) => Promise<AccessClaims | null>;
  expiring: Expiring;
  /** Who has how many connections open. */
  tally: Tally;
  /** The pages that may listen, beside the server's own. */
  origins: () => readonly string[];
  /** Milliseconds in which a server that is to stop has to end. */
  drain: number;
  metrics: Pick<Metrics, 'subscriptions' | 'eventStreams'>;
}

/**
 * `GET` and `POST /graphql/stream`: the protocol graphql-sse with distinct connections: a request for each operation, whose results
 * come as server-sent events. Who asks is said by `Authorization`, or by the refresh cookie.
 * @returns what ends all of them, so that clients come back.
 */
export function registerEventStreams(server: FastifyInstance, options: EventStreamsOptions): () => Promise<void> {
  const { operations, addresses, origins, expiring, tally, drain, metrics } = options;
  const open = new Set<EventStreamOutlet>();
  let stopping = false;

  server.route({
    method: ['GET', 'POST'],
    url: '/graphql/stream',
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      if (stopping) return refuse(reply, 503, 'SERVICE_UNAVAILABLE', 'The server restarts.');
      if (!mayOpenSocket(request.raw, origins()))
        return refuse(reply, 403, 'FORBIDDEN', 'Pages of this origin may not listen here.');
      if (!/text\/event-stream|\*\/\*/.test(request.headers.accept ?? '*/*'))
        return refuse(reply, 406, 'BAD_USER_INPUT', 'What is answered here is text/event-stream.');
      const asked = liveRequestIn(request);
      if (asked === null) return refuse(reply, 400, 'BAD_USER_INPUT', 'The request does not hold a GraphQL operation.');
      const session = await sessionIn(request, options);
      if (session === 'REFUSED')
        return refuse(reply, 401, 'UNAUTHENTICATED', 'The access token is not valid, or not any more. Refresh the session.');

      const ipAddress = addresses.of(request.raw);
      const owner = payerOf(session?.userId, ipAddress);
      if (!tally.add(owner)) return refuse(reply, 429, 'RATE_LIMITED', 'Too many connections are open.');
      const outlet = new EventStreamOutlet(reply.raw, session, headersOf(reply));
      const origin = { requestId: request.id, ipAddress, userAgent: request.headers['user-agent'] ?? null };
      void reply.hijack();
      open.add(outlet);
      metrics.eventStreams.inc();
      if (session?.validUntil) expiring.watch(outlet, session.validUntil, () => outlet.comeBack());
      // Last, since who has left already is let go of at once.
      outlet.onClose(() => {
        tally.remove(owner);
        open.delete(outlet);
        expiring.forget(outlet);
        metrics.eventStreams.dec();
      });
      const lastEventId = request.headers['last-event-id']?.toString() || null;
      const report = (error: unknown) => request.log.error({ err: error }, 'an event stream was not tidied up');
      const asking = { session, origin, outlet, lastEventId, isGet: request.method === 'GET', report };
      await serve(options, asked, asking).catch((error: unknown) =>
        finish(operations, asking, { errors: [new GraphQLError('', { originalError: error as Error })] }),
      );
      return reply;
    },
  });

  return async () => {
    stopping = true;
    await closeInBatches(open, drain / 2, (outlet) => outlet.comeBack());
  };
}

interface Asking extends Asker {
  outlet: EventStreamOutlet;
  isGet: boolean;
  /** Hears of what nobody expected. */
  report: (error: unknown) => void;
}

/** Executes an operation, or tells a stream until its end. */
async function serve({ operations, metrics }: EventStreamsOptions, request: LiveRequest, asking: Asking): Promise<void> {
  const { outlet } = asking;
  const admitted = await operations.admit(request, asking);
  if (Array.isArray(admitted)) return finish(operations, asking, { errors: admitted });
  const kind = getOperationAST(admitted.document, admitted.operationName)?.operation;
  // GraphQL over HTTP: what changes something is never asked for by GET.
  if (kind === OperationTypeNode.MUTATION && asking.isGet) return finish(operations, asking, { errors: [mutationByGet()] });
  if (kind !== OperationTypeNode.SUBSCRIPTION) return finish(operations, asking, await operations.execute(admitted));
  const subscribed = await operations.subscribe(admitted);
  if (!(subscribed instanceof Member)) return finish(operations, asking, subscribed);
  outlet.begin();
  metrics.subscriptions.inc();
  outlet.onClose(() => {
    metrics.subscriptions.dec();
    subscribed.return().catch(asking.report);
  });
  await subscribed.next();
  return outlet.complete();
}

/** Sends the one and last result. */
function finish(operations: LiveOperations, { outlet, origin }: Asking, result: ExecutionResult): void {
  if (result instanceof DirectResult) outlet.send(result.json);
  else {
    const errors = result.errors?.map((error) =>
      error instanceof GraphQLError ? operations.present(error, origin.requestId) : error,
    );
    outlet.send(JSON.stringify({ ...result, ...(errors && { errors }) }));
  }
  outlet.complete();
}

/** Who asks; nobody without a token and a cookie, and REFUSED with a token that is not good. */
async function sessionIn(
  { headers }: FastifyRequest,
  { verify, sessionOf }: EventStreamsOptions,
): Promise<AccessClaims | null | 'REFUSED'> {
  if (headers.authorization !== undefined) return (await verify(headers.authorization)) ?? 'REFUSED';
  const token = refreshTokenIn(headers);
  return token === null ? null : sessionOf(token);
}

const refuse = (reply: FastifyReply, status: number, code: string, message: string) =>
  reply.code(status).send({ errors: [{ message, extensions: { code } }] });

/** Proxies are to pass on each event as it comes, and nobody is to keep them. */
const headersOf = (reply: FastifyReply): Record<string, string> => ({
  ...(reply.getHeaders() as Record<string, string>),
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
});

const mutationByGet = () => {
  const message = 'A mutation is asked for by POST.';
  return new GraphQLError(message, { originalError: badInput(message) });
};
