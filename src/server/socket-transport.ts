import type { Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { guarded } from '../shared/guarded.js';
import type { ClientSocket } from './client-socket.js';
import { tooComplex } from './json-bounds.js';
import { SocketIntake, type Work } from './socket-intake.js';
import type { SocketSession } from './socket-session.js';
import type { Turns } from './turns.js';

/** Milliseconds between two pings, and how long something may take to come after one. */
const HEARTBEAT = 15_000;

/** Close codes of RFC 6455 §7.4.1, and of graphql-transport-ws. */
const [UNSUPPORTED_DATA, BAD_REQUEST] = [1003, 4400];
export const INTERNAL_ERROR = 4500;

/** What can be found out about a connection from anywhere in the protocol. */
export interface SocketExtra {
  socket: ClientSocket;
  session: SocketSession;
  intake: SocketIntake;
  /** The message that is being handled, until something is awaited. */
  work: Work | null;
  /** The ids of the subscriptions that it holds. */
  held: Set<string>;
}

/** Carries graphql-transport-ws over one socket. Whatever a client sends, at worst its own socket is closed. */
export function carry(
  server: Server<SocketExtra>,
  socket: ClientSocket,
  session: SocketSession,
  turns: Turns,
  log: Logger,
): void {
  const { ws } = socket;
  let hear: (text: string) => Promise<void>;
  const fail = (error: unknown) => {
    // Well-formed messages that only a server may send.
    if ((error as Error).message?.startsWith('Unexpected message of type'))
      return socket.close(BAD_REQUEST, 'Unexpected message');
    log.error({ err: error }, 'a message over a socket failed');
    return socket.close(INTERNAL_ERROR, 'Internal server error');
  };
  const intake = new SocketIntake(socket, turns, (message, work) => {
    const trouble = tooComplex(message);
    if (trouble !== null) {
      work.end();
      return socket.close(BAD_REQUEST, trouble);
    }
    extra.work = work;
    void hear(message.toString('utf8')).catch(fail).finally(work.end);
    extra.work = null;
  });
  const extra: SocketExtra = { socket, session, intake, work: null, held: new Set() };

  // The library closes the socket with the proper code (RFC 6455 §7.4.1); here it is only heard, so that the process goes on.
  ws.on('error', (error) => log.debug({ err: error }, 'a socket broke'));
  ws.on('ping', (data) => socket.pong(data));
  ws.on('message', (data, isBinary) => {
    if (isBinary) socket.close(UNSUPPORTED_DATA, 'Messages are text.');
    else intake.take(data as Buffer);
  });
  const heartbeat = keepAlive(socket);
  const closed = server.opened(
    {
      protocol: ws.protocol,
      send: (text) => (isResult(text) ? socket.answer(text) : socket.send(text)),
      close: (code, reason) => socket.close(code, reason),
      // A token that was handed in is not sent back.
      onPing: (payload) => socket.send(JSON.stringify({ type: 'pong', payload: withoutToken(payload) })),
      onMessage: (listener) => (hear = listener),
    },
    extra,
  );
  const tidyUp = (code: number, reason: Buffer) => {
    clearInterval(heartbeat);
    return closed(code, reason.toString('utf8'));
  };
  ws.once(
    'close',
    guarded(tidyUp, (error) => log.error({ err: error }, 'a socket was not tidied up')),
  );
}

/** graphql-ws writes `id` and `type` first. Ids have a bounded length. */
const isResult = (text: string): boolean => /^\{"id":"(?:[^"\\]|\\.)*","type":"next"/.test(text);

function withoutToken(payload: Record<string, unknown> | undefined | null): Record<string, unknown> | undefined {
  if (!payload) return undefined;
  const { authorization: _token, ...rest } = payload;
  return rest;
}

/** Ends a socket from which nothing has come since the last ping, not even its answer. One that is not read from is left alone. */
function keepAlive({ ws, tcp }: ClientSocket): NodeJS.Timeout {
  let read = -1;
  return setInterval(() => {
    if (tcp.bytesRead === read && !ws.isPaused) return ws.terminate();
    read = tcp.bytesRead;
    return ws.readyState === ws.OPEN ? ws.ping() : undefined;
  }, HEARTBEAT);
}
