import type { IncomingMessage } from 'node:http';
import type { AccessClaims } from '../auth/tokens.js';
import type { Origin } from '../services/origin.js';
import type { Clock } from '../shared/clock.js';
import { payerOf } from './budget.js';
import type { ClientAddresses } from './client-address.js';
import { type ClientSocket } from './client-socket.js';
import type { Expiring } from './expiring.js';
import { requestIdOf } from './request-id.js';
import type { Tally } from './tally.js';

export interface SocketSessionParts {
  addresses: ClientAddresses;
  /** Who a token names; null when it is good for nothing. */
  verify: (authorization: string) => Promise<AccessClaims | null>;
  clock: Clock;
  expiring: Expiring;
  /** Who has how many connections open. */
  tally: Tally;
}

/** Clients that speak graphql-transport-ws come back after this, by then with a fresh token. */
const FORBIDDEN = 4403;

/** Who is behind a socket: an address, and after `connection_init` the person whom the token names, if there is one. */
export class SocketSession {
  claims: AccessClaims | null = null;

  private constructor(
    private readonly socket: ClientSocket,
    readonly origin: Origin,
    private owner: string,
    private readonly parts: SocketSessionParts,
  ) {
    socket.ws.once('close', () => {
      parts.tally.remove(this.owner);
      parts.expiring.forget(socket);
    });
  }

  /** Begins when the socket is opened, and counts it. Null, and the socket is closed, when this address has too many open. */
  static begin(socket: ClientSocket, request: IncomingMessage, parts: SocketSessionParts): SocketSession | null {
    const { headers } = request;
    const ipAddress = parts.addresses.of(request);
    const owner = payerOf(null, ipAddress);
    if (!parts.tally.add(owner)) {
      tooMany(socket);
      return null;
    }
    // All operations of a socket bear the id of the request that opened it.
    const origin = { requestId: requestIdOf(headers), ipAddress, userAgent: headers['user-agent'] ?? null };
    return new SocketSession(socket, origin, owner, parts);
  }

  /** Hears who it is. @returns whether they may go on; if not, the socket is closed with 4403, which clients retry with a fresh token. */
  async introduce(authorization: unknown): Promise<boolean> {
    const { socket, parts } = this;
    const claims = typeof authorization === 'string' ? await parts.verify(authorization) : null;
    if (authorization !== null && claims === null) return false;
    // A client that has left while the token was read holds nothing.
    if (!socket.isOpen) return false;
    const owner = payerOf(claims?.userId, this.origin.ipAddress);
    if (!parts.tally.move(this.owner, owner)) {
      tooMany(socket);
      return false;
    }
    this.owner = owner;
    this.become(claims);
    return true;
  }

  /** Hears of a fresh token. One that is not of this session, or comes after the former has expired, closes the socket. */
  async renew(authorization: string): Promise<void> {
    const { socket, parts } = this;
    const fresh = await parts.verify(authorization);
    // A client that has left while the token was read is not watched.
    if (!socket.isOpen) return;
    if (fresh !== null && continues(this.claims, fresh, parts.clock)) this.become(fresh);
    else socket.close(FORBIDDEN, 'The token is not one of this session, or came too late.');
  }

  private become(claims: AccessClaims | null): void {
    const { socket, parts } = this;
    this.claims = claims;
    if (!claims?.validUntil) return;
    parts.expiring.watch(socket, claims.validUntil, () => socket.close(FORBIDDEN, 'The access token has expired.'));
  }
}

const tooMany = (socket: ClientSocket) => socket.breakOff('Too many sockets are open.');

/** Whether a token may take the place of another, before that one has expired: it is of the same session, and made for as much. */
const continues = (claims: AccessClaims | null, fresh: AccessClaims, clock: Clock): boolean =>
  claims !== null &&
  claims.sessionId === fresh.sessionId &&
  claims.userId === fresh.userId &&
  String(claims.scopes) === String(fresh.scopes) &&
  (claims.validUntil === undefined || claims.validUntil > clock.now());
