import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

const scope = new AsyncLocalStorage<string>();

/** Lets everything that a request causes know its id. */
export function scopeRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => scope.run(request.id, done));
}

/** The id of the request that the running code works for; undefined outside of one. */
export const currentRequestId = (): string | undefined => scope.getStore();
