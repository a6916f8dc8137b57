import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../resolvers/request-context.js';
import { maxAgeOf } from './max-age.js';
import { checkPreconditions } from './preconditions.js';

const NO_STORE = 'no-store';
const ASK_FIRST = 'private, no-cache';

/** A `null` of JSON, or a text that looks like one. */
const NULL = /[:,[]null\b/;

/** The `Cache-Control` of an answer without errors: for who got it alone (RFC 9111 §5.2.2). */
export const privateFor = (seconds: number): string => (seconds > 0 ? `private, max-age=${seconds}` : ASK_FIRST);

/** Over GET: says how long the answers of Apollo Server may be kept; those with errors never are. */
export const cacheHints = (schema: GraphQLSchema): ApolloServerPlugin<RequestContext> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ request, document, response: { body, http } }) {
        if (request.http?.method !== 'GET' || http.headers.has('cache-control')) return;
        const failed = !document || body.kind !== 'single' || body.singleResult.errors !== undefined;
        http.headers.set('cache-control', failed ? NO_STORE : privateFor(maxAgeOf(schema, document)));
      },
    };
  },
});

/**
 * Gives an answer to GET its entity tag, or leaves it out when the client has it already (RFC 9110 §13.1.2, §15.4.5). What says
 * nothing of its keeping is not to be kept. @returns the body to send.
 */
export function conditionally(request: FastifyRequest, reply: FastifyReply, body: unknown): unknown {
  const hint = reply.getHeader('cache-control') as string | undefined;
  if (hint === undefined) reply.header('cache-control', NO_STORE);
  const others = reply.getHeader('vary') as string | undefined;
  if (hint === undefined || hint.startsWith('private')) {
    reply.header('vary', others === undefined ? 'Accept, Authorization' : `${others}, Accept, Authorization`);
  }
  if (reply.statusCode !== 200 || typeof body !== 'string' || !hint?.startsWith('private')) return body;
  // What is not there may come to be.
  if (hint !== ASK_FIRST && NULL.test(body)) reply.header('cache-control', ASK_FIRST);
  const etag = `"${createHash('sha256')
    .update(`${String(reply.getHeader('content-type'))}\n${body}`)
    .digest('base64url')}"`;
  reply.header('etag', etag);
  if (checkPreconditions(request.headers, etag) !== 'NOT_MODIFIED') return body;
  reply.code(304).removeHeader('content-type');
  return null;
}
