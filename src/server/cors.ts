import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** How long, in seconds, a browser need not ask again. */
const REMEMBERED = 600;

/** What scripts of those pages may read of an answer, beside what they always may. */
const EXPOSED = [
  'x-request-id',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'idempotency-replayed',
  'content-range',
  'content-disposition',
  'etag',
];

/** Lets pages of these origins call, with the refresh cookie; pages of all others cannot read what is answered. */
export async function registerCors(server: FastifyInstance, origins: readonly string[]): Promise<void> {
  await server.register(cors, {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST'],
    exposedHeaders: EXPOSED,
    maxAge: REMEMBERED,
  });
}
