import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** How long, in seconds, a browser need not ask again. */
const REMEMBERED = 600;

/** Lets pages of these origins call, with the refresh cookie; pages of all others cannot read what is answered. */
export async function registerCors(server: FastifyInstance, origins: readonly string[]): Promise<void> {
  await server.register(cors, {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST'],
    exposedHeaders: [
      'x-request-id',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
      'content-range',
      'content-disposition',
      'etag',
    ],
    maxAge: REMEMBERED,
  });
}
