import type { FastifyInstance } from 'fastify';

/** `GET /.well-known/jwks.json`: the public keys that verify access tokens (RFC 7517 §5). */
export function registerJwks(server: FastifyInstance, keys: () => { keys: unknown[] }): void {
  server.get('/.well-known/jwks.json', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=300').send(keys()),
  );
}
