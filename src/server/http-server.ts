import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
} from 'fastify';
import type { Logger } from 'pino';
import { requestIdOf } from './request-id.js';
import { scopeRequests } from './request-scope.js';

export interface HttpServerOptions {
  log: Logger;
  /** Whether the X-Forwarded-For of that address is believed. */
  trusts: (address: string) => boolean;
}

const MAX_BODY_BYTES = 1024 * 1024;
/** Milliseconds. */
const ARRIVING = 100;

/** The codes of what is refused before GraphQL looks at it. */
const codes: Readonly<Record<number, string>> = { 404: 'NOT_FOUND', 413: 'PAYLOAD_TOO_LARGE', 503: 'SERVICE_UNAVAILABLE' };

/** An HTTP server without routes: request ids, logs, and errors that are JSON and tell nothing of the machine. */
export function createHttpServer({ log, trusts }: HttpServerOptions): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log;
  const server = Fastify({
    loggerInstance,
    logController: new LogController({ requestIdLogLabel: 'requestId' }),
    genReqId: (request) => requestIdOf(request.headers),
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: trusts,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (_error, request, reply: FastifyReply) => {
      void reply.header('x-request-id', request.id).code(400).send(refusal(400, 'The address cannot be read.'));
    },
  });
  // GraphQL is asked in JSON; this one Fastify reads unasked.
  server.removeContentTypeParser('text/plain');
  scopeRequests(server);
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    // RFC 9112 §3.2: a Host that is none is answered 400. HTTP/1.0 may go without; GraphQL's adapter cannot.
    const { host, url } = request;
    if (host === '' ? url.startsWith('/graphql') : !URL.canParse(`http://${host}`))
      return reply.code(400).send(refusal(400, 'The Host header is not valid.'));
    return undefined;
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(refusal(404, 'There is nothing here.')));
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(refusal(status, error.message));
    request.log.error({ err: error }, 'request failed');
    return reply
      .code(status)
      .send({ errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
  });
  return server;
}

const refusal = (status: number, message: string) => ({
  errors: [{ message, extensions: { code: codes[status] ?? 'BAD_USER_INPUT' } }],
});

/** Stops taking connections, answers what is in flight, and closes each connection as soon as it is idle. */
export async function closeHttpServer(server: FastifyInstance): Promise<void> {
  // A connection whose request has arrived but was not read yet looks idle: give it a moment.
  await new Promise((resolve) => setTimeout(resolve, ARRIVING));
  // Node looks for idle connections once, when closing begins; those that were busy then would be kept alive.
  const sweep = setInterval(() => server.server.closeIdleConnections(), 50);
  await server.close().finally(() => clearInterval(sweep));
}
