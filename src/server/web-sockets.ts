import type { IncomingMessage, Server } from 'node:http';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { AccessClaims } from '../auth/tokens.js';
import type { RequestContext } from '../resolvers/request-context.js';
import type { Origin } from '../services/origin.js';
import { badInput } from '../shared/errors.js';
import type { Admission } from './admission.js';
import { payerOf } from './budget.js';
import type { ClientAddresses } from './client-address.js';
import type { Metrics } from './metrics.js';
import type { Presenter } from './presenter.js';
import { requestOf } from './request-of.js';
import { Tally } from './tally.js';
import { requestIdOf } from './request-id.js';

export interface WebSocketOptions {
  schema: GraphQLSchema;
  admission: Admission;
  present: Presenter;
  addresses: ClientAddresses;
  /** Who a token names; null when it is good for nothing. */
  verify: (authorization: string) => Promise<AccessClaims | null>;
  context: (session: AccessClaims | null, origin: Origin) => Promise<RequestContext>;
  metrics: Metrics;
}

/** That one socket holds, or waits for, at a time. */
export const MAX_OPERATIONS = 100;
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** RFC 6455 §7.4.1, and the registry it founds: the server restarts, come back. */
const SERVICE_RESTART = 1012;
/** Clients come back after a while. */
const TRY_AGAIN_LATER = 1013;
/** That one person has open, or an address from which nobody is signed in. */
export const MAX_SOCKETS = 100;

interface Extra {
  session: AccessClaims | null;
  requestId?: string;
  ipAddress?: string | null;
  /** The ids of the subscriptions that it holds. */
  held?: Set<string>;
}

/**
 * `ws /graphql`: the protocol graphql-transport-ws. `connectionParams.authorization` says who asks.
 * @returns what closes all sockets, telling clients to come back.
 */
export function serveWebSockets(
  http: Server,
  { schema, admission, present, addresses, verify, context, metrics }: WebSocketOptions,
): () => Promise<void> {
  const tally = new Tally(MAX_SOCKETS);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  http.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?', 1)[0] !== '/graphql') {
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      metrics.sockets.inc();
      opened.once('close', () => metrics.sockets.dec());
      sockets.emit('connection', opened, request);
    });
  });

  const presented = (error: GraphQLError, connection: Context) =>
    present(error.toJSON(), error, originOf(connection, addresses).requestId);

  const server = useServer(
    {
      schema,
      connectionInitWaitTimeout: 10_000,
      onSubscribe: async (connection, _id, payload) => {
        if (Object.keys(connection.subscriptions).length > MAX_OPERATIONS) return [tooManyOperations()];
        const { session = null } = connection.extra as unknown as Extra;
        const origin = originOf(connection, addresses);
        try {
          const { prepared, refusal, spent } = await admission.admit(
            requestOf(payload),
            payerOf(session?.userId, origin.ipAddress),
          );
          if (refusal) return refusal.errors;
          const contextValue = await context(session, origin);
          contextValue.spent = spent;
          const { operationName, variables } = payload;
          return { schema, document: prepared.document, operationName, variableValues: variables, contextValue };
        } catch (error) {
          return [new GraphQLError('', { originalError: error as Error, path: [] })];
        }
      },
      onConnect: async (connection) => {
        const extra = connection.extra as unknown as Extra & { socket: WebSocket };
        const authorization = connection.connectionParams?.['authorization'] ?? null;
        extra.session = typeof authorization === 'string' ? await verify(authorization) : null;
        // False closes with 4403, which clients retry, by then with a fresh token.
        if (authorization !== null && extra.session === null) return false;
        // Whoever has left while the token was read holds nothing.
        if (extra.socket.readyState !== extra.socket.OPEN) return false;
        const owner = payerOf(extra.session?.userId, originOf(connection, addresses).ipAddress);
        if (tally.add(owner)) {
          extra.socket.once('close', () => tally.remove(owner));
          return true;
        }
        extra.socket.close(TRY_AGAIN_LATER, 'Too many sockets are open.');
        return false;
      },
      onOperation: ({ extra }, id, _payload, _args, result) => {
        if (!(Symbol.asyncIterator in Object(result))) return;
        ((extra as unknown as Extra).held ??= new Set()).add(id);
        metrics.subscriptions.inc();
      },
      onNext: (connection, _id, _payload, _args, { errors, ...result }) =>
        errors && { ...result, errors: errors.map((error) => presented(error, connection)) },
      onError: (connection, _id, _payload, errors) => errors.map((error) => presented(error, connection)) as never,
      onComplete: ({ extra }, id) => {
        if ((extra as unknown as Extra).held?.delete(id)) metrics.subscriptions.dec();
      },
    },
    sockets,
    15_000,
  );

  return async () => {
    for (const socket of sockets.clients) socket.close(SERVICE_RESTART, 'The server restarts.');
    await server.dispose();
  };
}

const tooManyOperations = () => {
  const message = `A socket holds at most ${MAX_OPERATIONS} operations at a time.`;
  return new GraphQLError(message, { originalError: badInput(message, { maximum: MAX_OPERATIONS }) });
};

/** All operations of a socket bear the id of the request that opened it. */
function originOf({ extra }: Context, addresses: ClientAddresses): Origin {
  const socket = extra as Extra & { request: IncomingMessage };
  const { headers } = socket.request;
  socket.requestId ??= requestIdOf(headers);
  return {
    requestId: socket.requestId,
    ipAddress: (socket.ipAddress ??= addresses.of(socket.request)),
    userAgent: headers['user-agent'] ?? null,
  };
}
