import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { tokenKey } from '../auth/token-key.js';
import { bearerIn } from './bearer.js';

/** The keys by which the tokens of requests are remembered; made once for what one connection sends again and again. */
export class BearerKeys {
  private readonly latest = new WeakMap<Socket, { authorization: string; key: string | null }>();

  /** Null when the request bears no token. */
  of({ headers: { authorization }, raw: { socket } }: FastifyRequest): string | null {
    if (authorization === undefined) return null;
    const latest = this.latest.get(socket);
    if (latest?.authorization === authorization) return latest.key;
    const token = bearerIn(authorization);
    const key = token === null ? null : tokenKey(token);
    this.latest.set(socket, { authorization, key });
    return key;
  }
}
