import type { FastifyRequest } from 'fastify';
import { refuseRaw } from './raw-refusal.js';

/** How many milliseconds slow clients have. */
export interface Patience {
  /** For all headers of a request. */
  headers: number;
  /** For a body of JSON. Files may take as long as they need, as long as something comes. */
  body: number;
  /** Between two signs of life of a connection, in either direction. */
  silence: number;
  /** Between opening a socket and saying who opened it. */
  connectionInit: number;
}

export const usualPatience: Patience = { headers: 20_000, body: 30_000, silence: 120_000, connectionInit: 10_000 };

/** Closes the connection of a request whose body does not come in within that time. */
export function boundBody({ raw }: FastifyRequest, milliseconds: number): void {
  const hasBody = raw.headers['transfer-encoding'] !== undefined || Number(raw.headers['content-length'] ?? 0) > 0;
  if (!hasBody || raw.complete || raw.headers['content-type']?.startsWith('multipart/')) return;
  const timer = setTimeout(() => {
    if (!raw.complete) refuseRaw(raw.socket, 408, 'TIMEOUT', 'The request took too long to arrive.');
  }, milliseconds).unref();
  raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
}
