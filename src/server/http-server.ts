import type { Socket } from 'node:net';
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { boundBody, type Patience } from './patience.js';
import { boundPipelining } from './pipelining.js';
import { refuseRaw } from './raw-refusal.js';
import { readJson } from './read-json.js';
import { requestIdOf } from './request-id.js';
import { RequestLog } from './request-log.js';
import { unreadable } from './unreadable.js';

export interface HttpServerOptions {
  log: Logger;
  /** Whether the X-Forwarded-For of that address is believed. */
  trusts: (address: string) => boolean;
  patience: Patience;
}

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
/** Milliseconds. */
const ARRIVING = 500;
/** Milliseconds between two looks at who is too slow. */
const CHECKING = 5_000;

/** The codes of what is refused before GraphQL looks at it. */
const codes: Readonly<Record<number, string>> = {
  404: 'NOT_FOUND',
  408: 'TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  431: 'PAYLOAD_TOO_LARGE',
  503: 'SERVICE_UNAVAILABLE',
};

/** What is no HTTP, by the codes of Node; everything else is answered 400. */
const brokenStatuses: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** An HTTP server without routes: request ids, logs, and errors that are JSON and tell nothing of the machine. */
export function createHttpServer({ log, trusts, patience }: HttpServerOptions): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log;
  const server = Fastify({
    loggerInstance,
    logController: new RequestLog(),
    genReqId: (request) => requestIdOf(request.headers),
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: trusts,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    connectionTimeout: patience.silence,
    requestTimeout: 0,
    http: {
      headersTimeout: patience.headers,
      connectionsCheckingInterval: Math.min(patience.headers, CHECKING),
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    clientErrorHandler: ({ code }, socket) => {
      if (code === 'ECONNRESET' || socket.destroyed) return;
      const status = brokenStatuses[code ?? ''] ?? 400;
      refuseRaw(socket, status, codes[status] ?? 'BAD_USER_INPUT', 'The request cannot be read.');
    },
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (_error, request, reply: FastifyReply) => {
      void reply.header('x-request-id', request.id).code(400).send(refusal(400, 'The address cannot be read.'));
    },
  });
  boundPipelining(server.server);
  rememberConnections(server);
  // Until then whoever has it listen hears of errors.
  server.server.once('listening', () => {
    server.server.on('error', (error) => log.error({ err: error }, 'a connection could not be taken'));
  });
  const isHost = hosts();
  readJson(server);
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    // RFC 9112 §3.2: a Host that is none is answered 400. HTTP/1.0 may go without; GraphQL's adapter cannot.
    const { host, url } = request;
    if (host === '' ? url.startsWith('/graphql') : !isHost(host))
      return void reply.code(400).send(refusal(400, 'The Host header is not valid.'));
    const trouble = unreadable(request);
    if (trouble)
      return void reply.code(trouble.status).header('connection', 'close').send(refusal(trouble.status, trouble.message));
    boundBody(request, patience.body);
    return done();
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

/** Whether a Host is one. Most requests name the same. */
function hosts(): (host: string) => boolean {
  let latest = '';
  return (host) => {
    if (host === latest) return true;
    if (!URL.canParse(`http://${host}`)) return false;
    latest = host;
    return true;
  };
}

const refusal = (status: number, message: string) => ({
  errors: [{ message, extensions: { code: codes[status] ?? 'BAD_USER_INPUT' } }],
});

const connections = new WeakMap<FastifyInstance, Set<Socket>>();
const connectionsOf = (server: FastifyInstance): Set<Socket> => connections.get(server) ?? new Set();

function rememberConnections(server: FastifyInstance): void {
  const open = new Set<Socket>();
  connections.set(server, open);
  server.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
}

/** Stops taking connections, answers what is in flight, and closes each connection as soon as it is idle. */
export async function closeHttpServer(server: FastifyInstance): Promise<void> {
  if (!server.server.listening) return server.close();
  // A connection whose request has arrived but was not read yet looks idle: give it a moment.
  await new Promise((resolve) => setTimeout(resolve, ARRIVING));
  // Browsers open connections that they may never use; to Node these are not idle.
  const unused = () => connectionsOf(server).forEach((socket) => socket.bytesRead === 0 && socket.destroy());
  // Node looks for idle connections once, when closing begins; those that were busy then would be kept alive.
  const sweep = setInterval(() => {
    server.server.closeIdleConnections();
    unused();
  }, 50);
  await server.close().finally(() => clearInterval(sweep));
}
