import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that may wait for those before them; clients that pipeline (RFC 9112 §9.3.2) send a few. */
export const MOST_PIPELINED = 50;

/**
 * Handles the requests of one connection one after the other, each in a turn of the event loop of its own. Node parses all that one
 * read brings, a thousand requests, and would have them handled in the same turn, while nobody else is answered. A connection that
 * sends more at once than may wait is closed.
 */
export function boundPipelining(server: Server): void {
  const handlers = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  server.removeAllListeners('request');
  const waiting = new WeakMap<Socket, (() => void)[]>();

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    response.once('close', () => {
      const next = waiting.get(request.socket)?.shift();
      if (next) setImmediate(next);
      else waiting.delete(request.socket);
    });
    for (const handler of handlers) handler.call(server, request, response);
  };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    if (socket.destroyed) return;
    const queue = waiting.get(socket);
    if (!queue) {
      waiting.set(socket, []);
      handle(request, response);
    } else if (queue.length < MOST_PIPELINED) queue.push(() => handle(request, response));
    else socket.destroy();
  });
}
