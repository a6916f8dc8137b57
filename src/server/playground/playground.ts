import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Assets } from './assets.js';
import { contentSecurityPolicy } from './content-security-policy.js';
import type { DemoSignIn } from './demo-sign-in.js';
import { renderPage } from './page.js';
import { prefersPage } from './prefers-page.js';

export interface PlaygroundOptions {
  /** Without introspection the page could show nothing: it then says that it is off. */
  enabled: boolean;
  /** The account that is offered to everyone who opens the page; null: none is. */
  demo: () => DemoSignIn | null;
}

const PATH = '/playground/';
const protection = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

/** Answers a browser that opens `GET /graphql`; null when the request is not for a page. */
export type Page = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | null;

/** Serves the files of the playground under `/playground/`. @returns what answers with the page itself. */
export function registerPlayground(server: FastifyInstance, { enabled, demo }: PlaygroundOptions): Page {
  let reading: Promise<Assets> | null = null;
  const assets = () => (reading ??= Assets.read(PATH));

  if (enabled) {
    server.get(`${PATH}*`, { logLevel: 'warn' }, async (request, reply) => sendAsset(await assets(), request, reply));
  }
  return (request, reply) => {
    if (!prefersPage(request.headers.accept, request.query as Record<string, unknown>)) return null;
    return enabled ? sendPage(assets(), demo(), request, reply) : sendOff(reply);
  };
}

async function sendPage(assets: Promise<Assets>, demo: DemoSignIn | null, request: FastifyRequest, reply: FastifyReply) {
  const html = renderPage(await assets, demo);
  return reply
    .headers({
      ...protection,
      'cache-control': 'no-store',
      vary: 'Accept',
      'content-security-policy': contentSecurityPolicy(request.host),
    })
    .type('text/html; charset=utf-8')
    .send(html);
}

async function sendOff(reply: FastifyReply) {
  return reply
    .code(404)
    .headers({ ...protection, 'cache-control': 'no-store', vary: 'Accept' })
    .type('text/plain; charset=utf-8')
    .send('This is a GraphQL API. Its playground is off on this server, as introspection is (ATRIUM_INTROSPECTION).\n');
}

async function sendAsset(assets: Assets, request: FastifyRequest, reply: FastifyReply) {
  const path = request.url.replace(/\?.*$/s, '');
  const asset = await assets.find(path, request.headers['accept-encoding']);
  if (asset === null) return reply.callNotFound();
  return reply
    .headers({ ...protection, ...asset.headers, vary: 'Accept-Encoding', 'cache-control': 'public, max-age=31536000, immutable' })
    .send(asset.content);
}
