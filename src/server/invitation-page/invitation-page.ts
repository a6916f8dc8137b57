import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';

const protection = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Invitation</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/invitation/page.css">
<script type="module" src="/invitation/page.js"></script></head>
<body><main>
<h1 id="heading">Invitation</h1>
<p id="message" role="status">Looking it up…</p>
<section id="how" hidden>
<p>To answer it, sign in in the <a href="/graphql" target="_blank" rel="noopener">playground</a> with this address and run:</p>
<pre id="accept"></pre>
<p>Without an account yet, make one by the mutation <code>signUp</code> with the same token as <code>invitationToken</code>.</p>
</section>
<noscript><p>This page needs JavaScript. The code in the mail does without it.</p></noscript>
</main></body>
</html>
`;

/** `/invitation`: where the links of mails lead as long as no app has been named (ATRIUM_APP_URL). The token stays in the browser. */
export function registerInvitationPage(server: FastifyInstance): void {
  const file = (name: string) => readFile(new URL(`browser/${name}`, import.meta.url), 'utf8');
  server.get('/invitation', async (_request, reply) => reply.headers(protection).type('text/html; charset=utf-8').send(page));
  server.get('/invitation/page.js', async (_request, reply) =>
    reply
      .headers(protection)
      .type('text/javascript; charset=utf-8')
      .send(await file('page.js')),
  );
  server.get('/invitation/page.css', async (_request, reply) =>
    reply
      .headers(protection)
      .type('text/css; charset=utf-8')
      .send(await file('page.css')),
  );
}
