import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CaughtMails } from '../../mail/caught-mails.js';
import { prefersPage } from '../playground/prefers-page.js';
import { isOwnRequest } from './own-request.js';
import { renderList, renderMail } from './pages.js';

const policy = (...more: string[]) =>
  ["default-src 'none'", "style-src 'unsafe-inline'", 'img-src data:', "base-uri 'none'", "form-action 'none'", ...more].join(
    '; ',
  );

const PAGE = policy("frame-src 'self'", "frame-ancestors 'none'");
/** The mail itself is in a sandbox also when it is opened by itself: it has no script, and is of no origin. */
const MAIL = policy("frame-ancestors 'self'", 'sandbox allow-popups allow-popups-to-escape-sandbox');

const protection = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
};

/** `/dev/mails`: what mails would have been sent, for people as pages and for programs as JSON. On this machine only. */
export function registerDevMails(server: FastifyInstance, mails: CaughtMails): void {
  const get = (path: string, answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
    server.get(path, { logLevel: 'warn' }, async (request, reply) => {
      // Not even the pages that may call the API may read mails.
      for (const header of Object.keys(reply.getHeaders())) if (header.startsWith('access-control-')) reply.removeHeader(header);
      return isOwnRequest(request) ? answer(request, reply.headers(protection)) : notFound(reply);
    });
  const asJson = async (reply: FastifyReply) => reply.send({ mails: await mails.list() });
  const find = (request: FastifyRequest) => mails.find((request.params as { id: string }).id);

  get('/dev/mails.json', (_request, reply) => asJson(reply));
  get('/dev/mails', async (request, reply) => {
    if (!prefersPage(request.headers.accept, {})) return asJson(reply.header('vary', 'Accept'));
    return sendHtml(reply.header('vary', 'Accept'), PAGE, renderList(await mails.list()));
  });
  get('/dev/mails/:id', async (request, reply) => {
    const mail = await find(request);
    return mail ? sendHtml(reply, PAGE, renderMail(mail)) : notFound(reply);
  });
  get('/dev/mails/:id/html', async (request, reply) => {
    const mail = await find(request);
    return mail ? sendHtml(reply, MAIL, mail.html) : notFound(reply);
  });
}

const sendHtml = (reply: FastifyReply, contentSecurityPolicy: string, html: string) =>
  reply.header('content-security-policy', contentSecurityPolicy).type('text/html; charset=utf-8').send(html);

/** The same answer as for an address that is none. */
function notFound(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}
