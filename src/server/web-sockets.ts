import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { guarded } from '../shared/guarded.js';
import { ClientSocket } from './client-socket.js';
import { closeInBatches } from './close-in-batches.js';
import { mayOpenSocket } from './may-open-socket.js';
import type { Metrics } from './metrics.js';
import { refuseRaw } from './raw-refusal.js';
import { socketProtocol, type SocketProtocolParts } from './socket-protocol.js';
import { SocketSession, type SocketSessionParts } from './socket-session.js';
import { carry, INTERNAL_ERROR } from './socket-transport.js';
import { Turns } from './turns.js';

export interface WebSocketOptions extends SocketProtocolParts, SocketSessionParts {
  /** The pages that may open sockets, beside the server's own. */
  origins: () => readonly string[];
  /** Milliseconds in which a server that is to stop has to end; sockets are closed in the first half of it. */
  drain: number;
  log: Logger;
  metrics: Metrics;
}

const MAX_MESSAGE_BYTES = 1024 * 1024;
/** RFC 6455 §7.4.1, and the registry it founds: the server restarts, come back. */
const SERVICE_RESTART = 1012;
/** Milliseconds for which a client may take its leave that the library has closed, or that is closed since the server stops. */
const CLOSING = 5_000;

/**
 * `ws /graphql`: the protocol graphql-transport-ws.
 * @returns what closes all sockets, telling clients to come back.
 */
export function serveWebSockets(http: Server, options: WebSocketOptions): () => Promise<void> {
  const { origins, drain, log, metrics } = options;
  let stopping = false;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols,
    // One frame of each client in a turn of the event loop.
    allowSynchronousEvents: false,
    // Pongs go the way of everything else that is written.
    autoPong: false,
    // Not in the types yet.
    ...({ closeTimeout: CLOSING } as object),
  });
  const turns = new Turns((error) => log.error({ err: error }, 'a message over a socket failed'));
  const server = socketProtocol(options);

  const open = (ws: WebSocket, request: IncomingMessage) => {
    metrics.sockets.inc();
    ws.once('close', () => metrics.sockets.dec());
    const socket = new ClientSocket(ws, request.socket);
    const session = SocketSession.begin(socket, request, options);
    if (session) carry(server, socket, session, turns, log);
    else ws.on('error', () => undefined);
  };
  const opened = guarded(open, (error, ws) => {
    log.error({ err: error }, 'a socket failed when it was opened');
    ws.on('error', () => undefined).close(INTERNAL_ERROR, 'Internal server error');
  });

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.split('?', 1)[0] !== '/graphql') {
      return refuseRaw(socket, 404, 'NOT_FOUND', 'There is nothing here.');
    }
    if (stopping) return refuseRaw(socket, 503, 'SERVICE_UNAVAILABLE', 'The server restarts.');
    if (!mayOpenSocket(request, origins()))
      return refuseRaw(socket, 403, 'FORBIDDEN', 'Pages of this origin may not open sockets here.');
    return sockets.handleUpgrade(request, socket, head, opened);
  };
  sockets.on('wsClientError', (_error, socket) => refuseRaw(socket, 400, 'BAD_USER_INPUT', 'This is no WebSocket handshake.'));
  http.on(
    'upgrade',
    guarded(upgrade, (error, _request, socket) => {
      log.error({ err: error }, 'a socket could not be opened');
      refuseRaw(socket, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
    }),
  );

  return async () => {
    stopping = true;
    await closeInBatches(sockets.clients, drain / 2, (socket: WebSocket) => {
      socket.close(SERVICE_RESTART, 'The server restarts.');
      socket.resume();
    });
    await new Promise((resolve) => sockets.close(resolve));
  };
}
