import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { badInput } from '../shared/errors.js';
import { tooComplex } from './json-bounds.js';
import { noteSize } from './large-requests.js';

/** Lets a server read bodies of JSON, and of nothing else. What is no UTF-8 is refused, and not mended (RFC 8259 §8.1). */
export function readJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    noteSize(request.raw, body.length);
    if (!isUtf8(body)) return done(refused('The body is not UTF-8.'));
    const trouble = tooComplex(body);
    if (trouble !== null) return done(refused(trouble));
    return parse(request, body.toString('utf8'), (error, read) => {
      noteSize(read, body.length);
      done(error, read);
    });
  });
}

const refused = (message: string) => Object.assign(badInput(message), { statusCode: 400 });
