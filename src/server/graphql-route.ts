import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../resolvers/request-context.js';
import { badInput } from '../shared/errors.js';
import type { UploadError } from '../shared/file-upload.js';
import type { DirectAnswers } from './direct/direct-answers.js';
import type { Page } from './playground/playground.js';
import { discardRest } from './discard-rest.js';
import { readForm } from './multipart/read-form.js';
import { conditionally } from './private-cache.js';
import { forRequest } from './request-scope.js';

export interface GraphqlRouteOptions {
  apollo: ApolloServer<RequestContext>;
  context: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;
  /** Null when every operation is to be executed. */
  direct: DirectAnswers | null;
  maxUploadBytes: number;
  page: Page;
}

/** `POST` and `GET /graphql`: GraphQL over HTTP, multipart requests with files, and a page for browsers. */
export function registerGraphql(
  server: FastifyInstance,
  { apollo, context, direct, maxUploadBytes, page }: GraphqlRouteOptions,
): void {
  const executed = fastifyApolloHandler(apollo, { context }) as (...args: unknown[]) => Promise<unknown>;
  const handler = async (request: FastifyRequest, reply: FastifyReply) =>
    (await direct?.answer(request, reply)) ?? forRequest(request.id, () => executed.call(server, request, reply));

  server.get('/graphql', {
    onSend: async (request, reply, body) => conditionally(request, reply, body),
    handler: async (request, reply) => page(request, reply) ?? handler(request, reply),
  });

  server.addContentTypeParser('multipart/form-data', (_request, _body, done) => done(null));
  server.post('/graphql', {
    preHandler: (request, reply, done) => {
      if (!isMultipart(request)) return done();
      return void readMultipart(request, reply, maxUploadBytes).then(() => done(), done);
    },
    onSend: (request, reply, _body, done) => {
      if (!isMultipart(request)) return done();
      return void discardRest(request, reply).then(() => done(), done);
    },
    handler,
  });
}

/** Reads a GraphQL multipart request; the files are streams that the operation takes when it is allowed to. */
async function readMultipart(request: FastifyRequest, reply: FastifyReply, maxUploadBytes: number): Promise<void> {
  // Browsers send multipart forms to other sites without asking: the header makes them ask.
  if (request.headers['apollo-require-preflight'] === undefined) {
    throw Object.assign(badInput('A multipart request needs the header `Apollo-Require-Preflight: true`.'), { statusCode: 400 });
  }
  request.body = await readForm(request.raw, reply.raw, maxUploadBytes).catch(({ message, status }: UploadError) => {
    throw Object.assign(badInput(message), { statusCode: status });
  });
}

const isMultipart = ({ headers }: FastifyRequest): boolean =>
  headers['content-type']?.toLowerCase().startsWith('multipart/form-data') ?? false;
