import type { ServerResponse } from 'node:http';
import type { AccessClaims } from '../auth/tokens.js';
import { MOST_UNSENT, type Outlet } from './streams/outlet.js';

/** Milliseconds between two signs of life, within which proxies do not give a connection up. */
const HEARTBEAT = 12_000;
/** Clients come back after that many milliseconds, and not all at once. */
const [COME_BACK, SPREAD] = [500, 1_500];

/**
 * One operation as server-sent events (HTML Living Standard, 9.2), in the protocol of graphql-sse: `next` for each result, with the
 * cursor as its id, and `complete` when there is no more. A connection that ends without it is to be opened again.
 */
export class EventStreamOutlet implements Outlet {
  private readonly heartbeat: NodeJS.Timeout;

  /** @param headers of the answer. */
  constructor(
    private readonly response: ServerResponse,
    readonly claims: AccessClaims | null,
    private readonly headers: Record<string, string>,
  ) {
    // A write that comes after the client has left, or was broken off.
    response.on('error', () => response.destroy());
    this.heartbeat = setInterval(() => this.write(':\n\n'), HEARTBEAT);
    this.onClose(() => clearInterval(this.heartbeat));
  }

  /** Calls back once the connection is closed, at once when it is already. */
  onClose(tell: () => void): void {
    if (this.response.closed) tell();
    else this.response.once('close', tell);
  }

  get unsent(): number {
    return this.response.writableLength;
  }

  /** Answers; from then on nothing that happens is missed. */
  begin(): void {
    if (this.response.headersSent || !this.response.writable || this.response.destroyed) return;
    this.response.writeHead(200, this.headers);
    this.response.write(`retry: ${COME_BACK + Math.floor(Math.random() * SPREAD)}\n\n`);
  }

  /** @param result JSON, which has no line breaks. */
  send(result: string, cursor?: string): void {
    if (this.unsent > MOST_UNSENT) return this.breakOff();
    const id = cursor === undefined ? '' : `id: ${cursor}\n`;
    this.write(`event: next\n${id}data: ${result}\n\n`);
  }

  complete(): void {
    this.write('event: complete\ndata:\n\n');
    this.response.end();
  }

  /** Ends it so that the client comes back after what it has read. */
  comeBack(): void {
    this.response.end();
  }

  gather(): () => void {
    // Not the response: what it keeps is lost when it ends meanwhile.
    const { socket } = this.response;
    socket?.cork();
    return () => socket?.uncork();
  }

  breakOff(): void {
    this.response.destroy();
  }

  private write(text: string): void {
    this.begin();
    if (this.response.writable && !this.response.destroyed) this.response.write(text);
  }
}
