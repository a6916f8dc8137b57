import type { IncomingMessage } from 'node:http';
import type { Server } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { tooComplex } from './json-bounds.js';

/** Milliseconds between two pings, and how long an answer to one may take. */
const HEARTBEAT = 15_000;

/** Close codes of RFC 6455 §7.4.1, and of graphql-transport-ws. */
const [UNSUPPORTED_DATA, BAD_REQUEST, INTERNAL_ERROR] = [1003, 4400, 4500];

/** What can be found out about a connection from anywhere in the protocol. */
export interface SocketExtra {
  socket: WebSocket;
  request: IncomingMessage;
  /** Bytes of the latest message. */
  received: number;
}

/** Carries graphql-transport-ws over one socket. Whatever a client sends, at worst its own socket is closed. */
export function carry(server: Server<SocketExtra>, socket: WebSocket, request: IncomingMessage, log: Logger): void {
  // The library closes the socket with the proper code (RFC 6455 §7.4.1); here it is only heard, so that the process goes on.
  socket.on('error', (error) => log.debug({ err: error }, 'a socket broke'));
  const extra: SocketExtra = { socket, request, received: 0 };
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (text) => sendText(socket, text),
      close: (code, reason) => socket.close(code, reason),
      // A token that was handed in is not sent back.
      onPing: (payload) => sendText(socket, JSON.stringify({ type: 'pong', payload: withoutToken(payload) })),
      onMessage: (hear) =>
        socket.on('message', (data, isBinary) => {
          if (isBinary) return socket.close(UNSUPPORTED_DATA, 'Messages are text.');
          const trouble = tooComplex(data as Buffer);
          if (trouble !== null) return socket.close(BAD_REQUEST, trouble);
          extra.received = (data as Buffer).length;
          return void hear((data as Buffer).toString('utf8')).catch((error: Error) => {
            // Well-formed messages that only a server may send.
            if (error.message.startsWith('Unexpected message of type')) return socket.close(BAD_REQUEST, 'Unexpected message');
            log.error({ err: error }, 'a message over a socket failed');
            return socket.close(INTERNAL_ERROR, 'Internal server error');
          });
        }),
    },
    extra,
  );
  const heartbeat = keepAlive(socket);
  socket.once('close', (code, reason) => {
    clearInterval(heartbeat);
    void closed(code, reason.toString('utf8')).catch((error: unknown) => log.error({ err: error }, 'a socket was not tidied up'));
  });
}

function withoutToken(payload: Record<string, unknown> | undefined | null): Record<string, unknown> | undefined {
  if (!payload) return undefined;
  const { authorization: _token, ...rest } = payload;
  return rest;
}

/** Sends a message, unless the socket is closed already. @throws Error when it cannot be sent though the socket is open. */
export function sendText(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    return socket.send(text, (error) => (error && socket.readyState === socket.OPEN ? reject(error) : resolve()));
  });
}

/** Ends a socket whose other side does not answer pings any more. */
function keepAlive(socket: WebSocket): NodeJS.Timeout {
  let answered = true;
  socket.on('pong', () => (answered = true));
  return setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    return socket.readyState === socket.OPEN ? socket.ping() : undefined;
  }, HEARTBEAT);
}
