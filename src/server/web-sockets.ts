import type { IncomingMessage, Server } from 'node:http';
import { GraphQLError } from 'graphql';
import { handleProtocols, makeServer, type Context } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import type { AccessClaims } from '../auth/tokens.js';
import type { Origin } from '../services/origin.js';
import type { Clock } from '../shared/clock.js';
import { badInput } from '../shared/errors.js';
import { payerOf } from './budget.js';
import type { ClientAddresses } from './client-address.js';
import { DirectResult } from './direct/direct-result.js';
import { closeInBatches } from './close-in-batches.js';
import type { Expiring } from './expiring.js';
import type { LiveOperations } from './live-operations.js';
import { noteSize } from './large-requests.js';
import { mayOpenSocket } from './may-open-socket.js';
import type { Metrics } from './metrics.js';
import { refuseRaw } from './raw-refusal.js';
import type { Tally } from './tally.js';
import { requestIdOf } from './request-id.js';
import { SocketOutlet } from './socket-outlet.js';
import { carry, sendText, type SocketExtra } from './socket-transport.js';
import type { Subscription } from './streams/subscribe-to.js';

export interface WebSocketOptions {
  operations: LiveOperations;
  addresses: ClientAddresses;
  /** Who a token names; null when it is good for nothing. */
  verify: (authorization: string) => Promise<AccessClaims | null>;
  clock: Clock;
  /** The pages that may open sockets, beside the server's own. */
  origins: () => readonly string[];
  /** Milliseconds. */
  connectionInitWaitTimeout: number;
  /** Milliseconds in which a server that is to stop has to end; sockets are closed in the first half of it. */
  drain: number;
  expiring: Expiring;
  /** Who has how many connections open. */
  tally: Tally;
  log: Logger;
  metrics: Metrics;
}

/** That one socket holds, or waits for, at a time. */
export const MAX_OPERATIONS = 100;
const MAX_MESSAGE_BYTES = 1024 * 1024;
/** RFC 6455 §7.4.1, and the registry it founds: the server restarts, come back. */
const SERVICE_RESTART = 1012;
/** Clients that speak graphql-transport-ws come back after this, by then with a fresh token. */
const FORBIDDEN = 4403;
/** Clients come back after a while. */
const TRY_AGAIN_LATER = 1013;
/** Milliseconds for which a client may take its leave. */
const CLOSING = 5_000;

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
export function serveWebSockets(http: Server, options: WebSocketOptions): () => Promise<void> {
  const { operations, addresses, verify, clock, expiring, tally, origins, connectionInitWaitTimeout, drain, log, metrics } =
    options;
  let stopping = false;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, handleProtocols });
  sockets.on('wsClientError', (_error, socket) => refuseRaw(socket, 400, 'BAD_USER_INPUT', 'This is no WebSocket handshake.'));
  http.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?', 1)[0] !== '/graphql') {
      return refuseRaw(socket, 404, 'NOT_FOUND', 'There is nothing here.');
    }
    if (stopping) return refuseRaw(socket, 503, 'SERVICE_UNAVAILABLE', 'The server restarts.');
    if (!mayOpenSocket(request, origins()))
      return refuseRaw(socket, 403, 'FORBIDDEN', 'Pages of this origin may not open sockets here.');
    return sockets.handleUpgrade(request, socket, head, (opened) => {
      metrics.sockets.inc();
      opened.once('close', () => metrics.sockets.dec());
      carry(server, opened, request, log);
    });
  });

  const presented = (error: GraphQLError, connection: Context) =>
    operations.present(error, originOf(connection, addresses).requestId);

  const server = makeServer<Record<string, unknown>, SocketExtra>({
    connectionInitWaitTimeout,
    onSubscribe: async (connection, id, payload) => {
      if (Object.keys(connection.subscriptions).length > MAX_OPERATIONS) return [tooManyOperations()];
      const extra = connection.extra as SocketExtra & Extra;
      const outlet = new SocketOutlet(extra.socket, extra.request.socket, id, () => extra.session ?? null);
      // The message that was just read is this one.
      noteSize(payload, extra.received);
      return operations.admit(
        { ...payload, from: payload },
        { session: extra.session ?? null, origin: originOf(connection, addresses), outlet },
      );
    },
    onConnect: async (connection) => {
      const { socket } = connection.extra;
      const authorization = connection.connectionParams?.['authorization'] ?? null;
      const session = typeof authorization === 'string' ? await verify(authorization) : null;
      // False closes with 4403, which clients retry, by then with a fresh token.
      if (authorization !== null && session === null) return false;
      // Whoever has left while the token was read holds nothing.
      if (socket.readyState !== socket.OPEN) return false;
      const owner = payerOf(session?.userId, originOf(connection, addresses).ipAddress);
      if (!tally.add(owner)) {
        socket.close(TRY_AGAIN_LATER, 'Too many sockets are open.');
        return false;
      }
      socket.once('close', () => tally.remove(owner));
      (connection.extra as unknown as Extra).session = session;
      socket.once('close', () => expiring.forget(socket));
      if (session?.validUntil) expiring.watch(socket, session.validUntil, () => expire(socket));
      return true;
    },
    onPing: async ({ extra, acknowledged }, payload) => {
      if (typeof payload?.['authorization'] !== 'string' || !acknowledged) return;
      const connection = extra as SocketExtra & Extra;
      const { socket } = connection;
      const fresh = await verify(payload['authorization']);
      // Whoever has left while the token was read is not watched.
      if (socket.readyState !== socket.OPEN) return;
      if (fresh === null || !continues(connection.session ?? null, fresh, clock)) {
        return socket.close(FORBIDDEN, 'The token is not one of this session, or came too late.');
      }
      connection.session = fresh;
      if (fresh.validUntil) expiring.watch(socket, fresh.validUntil, () => expire(socket));
    },
    subscribe: (args) => operations.subscribe(args as Subscription),
    execute: (args) => operations.execute(args as Subscription),
    onOperation: async ({ extra, subscriptions }, id, _payload, _args, result) => {
      if (result instanceof DirectResult) {
        // Sent as the text that it is; what comes after it is nothing.
        if (id in subscriptions) await sendText(extra.socket, result.messageFor(id));
        return nothing();
      }
      if (!(Symbol.asyncIterator in Object(result))) return undefined;
      ((extra as unknown as Extra).held ??= new Set()).add(id);
      metrics.subscriptions.inc();
      return undefined;
    },
    onNext: (connection, _id, _payload, _args, { errors, ...result }) =>
      errors && {
        ...result,
        errors: errors.map((error) => (error instanceof GraphQLError ? presented(error, connection) : error)),
      },
    onError: (connection, _id, _payload, errors) => errors.map((error) => presented(error, connection)),
    onComplete: ({ extra }, id) => {
      if ((extra as unknown as Extra).held?.delete(id)) metrics.subscriptions.dec();
    },
  });

  return async () => {
    stopping = true;
    await closeInBatches(sockets.clients, drain / 2, (socket) => socket.close(SERVICE_RESTART, 'The server restarts.'));
    const impatience = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), CLOSING);
    await new Promise((resolve) => sockets.close(resolve));
    clearTimeout(impatience);
  };
}

const expire = (socket: WebSocket) => socket.close(FORBIDDEN, 'The access token has expired.');

/** Whether a token may take the place of another, before that one has expired: it is of the same session, and made for as much. */
const continues = (session: AccessClaims | null, fresh: AccessClaims, clock: Clock): boolean =>
  session !== null &&
  session.sessionId === fresh.sessionId &&
  session.userId === fresh.userId &&
  String(session.scopes) === String(fresh.scopes) &&
  (session.validUntil === undefined || session.validUntil > clock.now());

async function* nothing(): AsyncGenerator<never> {}

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
