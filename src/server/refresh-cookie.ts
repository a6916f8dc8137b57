import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RefreshCookie } from '../resolvers/request-context.js';

const NAME = 'atrium_refresh';
const MAX_AGE_SECONDS = 30 * 86_400;

/** The refresh token in the cookie of a request; null when there is none. */
export const refreshTokenIn = ({ cookie }: IncomingHttpHeaders): string | null =>
  /(?:^|;\s*)atrium_refresh=([^;]+)/.exec(cookie ?? '')?.[1] ?? null;

/** Sent to the GraphQL address only, never to another site, never readable by scripts (RFC 6265bis §4.1.2). */
export class HeaderCookie implements RefreshCookie {
  written: string | null | undefined;

  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {}

  read(): string | null {
    return refreshTokenIn(this.request.headers);
  }

  write(token: string): void {
    this.set(token, MAX_AGE_SECONDS);
    this.written = token;
  }

  clear(): void {
    this.set('', 0);
    this.written = null;
  }

  private set(value: string, maxAge: number): void {
    const secure = this.request.protocol === 'https' ? '; Secure' : '';
    const cookie = `${NAME}=${value}; Path=/graphql; HttpOnly; SameSite=Strict; Max-Age=${maxAge}${secure}`;
    void this.reply.header('set-cookie', cookie);
  }
}
