import type { Readable } from 'node:stream';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { RequestError } from '../shared/errors.js';
import { ContentMissing, type FileStorage } from '../storage/file-storage.js';
import type { CheckedLink, SignedLinks } from '../storage/signed-links.js';
import { readRange } from './byte-range.js';
import { contentHeaders } from './content-headers.js';
import { checkPreconditions, ifRangeHolds } from './preconditions.js';

export interface DownloadsOptions {
  storage: FileStorage;
  links: SignedLinks;
  /** Whether the content still belongs to an organization that is not deleted: a link outlives the sight of what it leads to. */
  mayServe: (versionKey: string) => Promise<boolean>;
}

type ValidLink = Extract<CheckedLink, { state: 'VALID' }>;

/** Serves `/files/*`: content by signed links, whole or in one range. Errors are `{"error":{"code","message"}}`. */
export const downloads =
  ({ storage, links, mayServe }: DownloadsOptions): FastifyPluginAsync =>
  async (server) => {
    server.setErrorHandler((error, request, reply) => {
      request.log.error({ err: error }, 'a download failed');
      return refuse(reply, 500, 'INTERNAL_SERVER_ERROR', 'The content cannot be served now.');
    });

    server.route<{ Params: { '*': string } }>({
      method: ['GET', 'HEAD'],
      url: '/files/*',
      handler: async (request, reply) => {
        const link = links.check(request.params['*']);
        if (link.state === 'FORGED') return refuse(reply, 403, 'FORBIDDEN', 'This link is not valid.');
        if (link.state === 'EXPIRED') return refuse(reply, 410, 'EXPIRED', 'This link has expired; ask for a new one.');
        try {
          if (!(await mayServe(link.content.versionKey))) throw new ContentMissing('There is no such content.');
          return await serve(storage, link, request, reply);
        } catch (error) {
          if (error instanceof RequestError) return refuse(reply, 503, error.code, error.message);
          if (!(error instanceof ContentMissing)) throw error;
          return refuse(reply, 404, 'NOT_FOUND', 'There is no such content.');
        }
      },
    });
  };

async function serve(storage: FileStorage, { content, secondsLeft }: ValidLink, request: FastifyRequest, reply: FastifyReply) {
  const { versionKey, size } = content;
  const etag = `"${versionKey}"`;
  const precondition = checkPreconditions(request.headers, etag);
  if (precondition === 'FAILED') return refuse(reply, 412, 'PRECONDITION_FAILED', 'The content is another one.');

  const range = rangeOf(request, etag, size);
  if (range === 'UNSATISFIABLE') {
    reply.header('content-range', `bytes */${size}`);
    return refuse(reply, 416, 'RANGE_NOT_SATISFIABLE', `The content has ${size} bytes.`);
  }

  const bytes = await storage.read(versionKey, range === 'WHOLE' ? undefined : range);
  const cached = { etag, 'cache-control': `private, max-age=${secondsLeft}`, 'accept-ranges': 'bytes' };
  if (precondition === 'NOT_MODIFIED') return withoutBody(bytes, reply.code(304).headers(cached));

  reply.headers({ ...cached, ...contentHeaders(content) });
  if (range === 'WHOLE') reply.header('content-length', size);
  else
    reply
      .code(206)
      .headers({ 'content-range': `bytes ${range.start}-${range.end}/${size}`, 'content-length': range.end - range.start + 1 });
  return request.method === 'HEAD' ? withoutBody(bytes, reply) : reply.send(bytes);
}

/** RFC 9110 §14.2: only GET knows ranges, and a range of content that has become another one is ignored. */
const rangeOf = ({ method, headers }: FastifyRequest, etag: string, size: number) =>
  method === 'GET' && ifRangeHolds(headers['if-range'], etag) ? readRange(headers.range, size) : 'WHOLE';

function withoutBody(bytes: Readable, reply: FastifyReply): FastifyReply {
  bytes.destroy();
  return reply.send();
}

const refuse = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
  reply
    .code(status)
    .headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    .send({ error: { code, message } });
