import type { WebSocket } from 'ws';
import type { Clock } from '../shared/clock.js';

/** How often, in milliseconds, it is looked for sockets whose token has expired. */
const SWEEP = 1_000;
/** Clients that speak graphql-transport-ws come back after this, by then with a fresh token. */
export const FORBIDDEN = 4403;

/** Closes sockets when their token has expired. One timer for all: what waits costs nothing. */
export class ExpiringSockets {
  private readonly open = new Map<WebSocket, Date>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly clock: Clock) {
    this.timer = setInterval(() => this.sweep(), SWEEP).unref();
  }

  /** @param validUntil of the latest token that it has handed in. */
  watch(socket: WebSocket, validUntil: Date): void {
    if (!this.open.has(socket)) socket.once('close', () => this.open.delete(socket));
    this.open.set(socket, validUntil);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private sweep(): void {
    const now = this.clock.now();
    for (const [socket, validUntil] of this.open) {
      if (validUntil <= now) socket.close(FORBIDDEN, 'The access token has expired.');
    }
  }
}
