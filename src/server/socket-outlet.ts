import type { AccessClaims } from '../auth/tokens.js';
import type { ClientSocket } from './client-socket.js';
import type { Work } from './socket-intake.js';
import type { SocketSession } from './socket-session.js';
import type { Outlet } from './streams/outlet.js';

/** One operation of a socket. */
export class SocketOutlet implements Outlet {
  private readonly head: string;

  /** @param id of the operation. @param work the message that asked for it. */
  constructor(
    private readonly socket: ClientSocket,
    private readonly session: SocketSession,
    id: string,
    readonly work: Work | null,
  ) {
    this.head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  }

  get claims(): AccessClaims | null {
    return this.session.claims;
  }

  get unsent(): number {
    return this.socket.unsent;
  }

  send(result: string): void {
    this.socket.write(`${this.head}${result}}`);
  }

  gather(): () => void {
    const { tcp } = this.socket;
    tcp.cork();
    return () => tcp.uncork();
  }

  breakOff(reason: string): void {
    if (this.socket.isOpen) this.socket.breakOff(reason);
  }
}
