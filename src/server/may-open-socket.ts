import type { IncomingMessage } from 'node:http';

/**
 * Whether a page may open a socket (RFC 6455 §10.2): one of this server, or of an origin in the list. Browsers always send
 * where a page comes from; what sends no Origin is none.
 */
export function mayOpenSocket({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origins.includes(origin)) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
