import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RefreshCookie } from '../resolvers/request-context.js';

const NAME = 'atrium_refresh';
const MAX_AGE_SECONDS = 30 * 86_400;

/** Sent to the GraphQL address only, never to another site, never readable by scripts (RFC 6265bis §4.1.2). */
export function refreshCookie(request: FastifyRequest, reply: FastifyReply): RefreshCookie {
  let written: string | null | undefined;
  const set = (value: string, maxAge: number) => {
    const secure = request.protocol === 'https' ? '; Secure' : '';
    written = value === '' ? null : value;
    void reply.header('set-cookie', `${NAME}=${value}; Path=/graphql; HttpOnly; SameSite=Strict; Max-Age=${maxAge}${secure}`);
  };
  return {
    read: () => /(?:^|;\s*)atrium_refresh=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null,
    write: (token) => set(token, MAX_AGE_SECONDS),
    clear: () => set('', 0),
    get written() {
      return written;
    },
  };
}
