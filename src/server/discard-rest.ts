import { finished } from 'node:stream/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** How long, in milliseconds, what a client still sends is read, after its answer is known. */
const PATIENCE = 5_000;

/**
 * Reads the rest of a request that was answered before it was whole, and throws it away, so that the client gets to read the
 * answer. RFC 9112 §9.3: a connection whose request was not read to its end cannot serve another; after a while it is closed.
 */
export async function discardRest({ raw }: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (raw.readableEnded || raw.destroyed) return;
  raw.unpipe();
  raw.resume();
  await finished(raw, { writable: false, cleanup: true, signal: AbortSignal.timeout(PATIENCE) }).catch(() => {
    reply.header('connection', 'close');
  });
}
