import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import processRequest from 'graphql-upload/processRequest.mjs';
import type { RequestContext } from '../resolvers/request-context.js';
import { badInput } from '../shared/errors.js';

export interface GraphqlRouteOptions {
  apollo: ApolloServer<RequestContext>;
  context: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  maxUploadBytes: number;
  /** Answers a browser that opens the address; null for who wants data. */
  page: (request: FastifyRequest) => string | null;
}

const MAX_FILES = 10;

/** `POST` and `GET /graphql`: GraphQL over HTTP, multipart requests with files, and a page for browsers. */
export function registerGraphql(server: FastifyInstance, { apollo, context, maxUploadBytes, page }: GraphqlRouteOptions): void {
  const handler = fastifyApolloHandler(apollo, { context });

  server.get('/graphql', async (request, reply) => {
    const html = page(request);
    if (html !== null) return reply.type('text/html; charset=utf-8').send(html);
    return (handler as (...args: unknown[]) => unknown).call(server, request, reply);
  });

  server.addContentTypeParser('multipart/form-data', (_request, _body, done) => done(null));
  server.post('/graphql', { preHandler: (request, reply) => readMultipart(request, reply, maxUploadBytes) }, handler);
}

/** Reads a GraphQL multipart request; the files are streams that the operation takes when it is allowed to. */
async function readMultipart(request: FastifyRequest, reply: FastifyReply, maxUploadBytes: number): Promise<void> {
  if (!request.headers['content-type']?.startsWith('multipart/form-data')) return;
  // Browsers send multipart forms to other sites without asking: the header makes them ask.
  if (request.headers['apollo-require-preflight'] === undefined) {
    throw Object.assign(badInput('A multipart request needs the header `Apollo-Require-Preflight: true`.'), { statusCode: 400 });
  }
  const limits = { maxFileSize: maxUploadBytes, maxFiles: MAX_FILES, maxFieldSize: 1024 * 1024 };
  request.body = await processRequest(request.raw, reply.raw, limits).catch((error: Error & { status?: number }) => {
    throw Object.assign(error, { statusCode: error.status ?? 400 });
  });
}
