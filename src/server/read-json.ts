import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { badInput } from '../shared/errors.js';

/** Lets a server read bodies of JSON, and of nothing else. What is no UTF-8 is refused, and not mended (RFC 8259 §8.1). */
export function readJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (isUtf8(body)) return parse(request, body.toString('utf8'), done);
    return done(Object.assign(badInput('The body is not UTF-8.'), { statusCode: 400 }));
  });
}
