import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { AccessClaims } from '../auth/tokens.js';
import type { Outlet } from './streams/outlet.js';

/** Bytes that may wait for a client to read them. */
const MOST_UNSENT = 1024 * 1024;
/** Clients come back after a while. */
const TRY_AGAIN_LATER = 1013;
/** Milliseconds for which a client that does not read may take its leave. */
const CLOSING = 5_000;

/** One subscription of a socket. */
export class SocketOutlet implements Outlet {
  private readonly head: string;

  /** @param tcp what the socket stands on. @param id of the subscription. @param session what the present token of the socket says. */
  constructor(
    private readonly socket: WebSocket,
    private readonly tcp: Socket,
    id: string,
    private readonly session: () => AccessClaims | null,
  ) {
    this.head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  }

  get claims(): AccessClaims | null {
    return this.session();
  }

  get unsent(): number {
    return this.socket.bufferedAmount;
  }

  send(result: string): void {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return;
    socket.send(`${this.head}${result}}`);
    if (socket.bufferedAmount > MOST_UNSENT) this.breakOff('Too much waits to be read. Come back, and resume from your cursor.');
  }

  gather(): () => void {
    const { tcp } = this;
    tcp.cork();
    return () => tcp.uncork();
  }

  breakOff(reason: string): void {
    const { socket } = this;
    if (socket.readyState !== socket.OPEN) return;
    socket.close(TRY_AGAIN_LATER, reason);
    setTimeout(() => socket.terminate(), CLOSING).unref();
  }
}
