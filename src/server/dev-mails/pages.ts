import type { CaughtMail } from '../../mail/caught-mails.js';
import { escaped } from '../../shared/escaped.js';

const style = `
  :root { color-scheme: light dark; --line: #d1d5db; --dim: #6b7280; --card: #fff; --ground: #f3f4f6; --ink: #111827; --link: #1d4ed8 }
  @media (prefers-color-scheme: dark) { :root { --line: #374151; --dim: #9ca3af; --card: #1f2937; --ground: #111827; --ink: #f3f4f6; --link: #93c5fd } }
  body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
  main { max-width: 860px; margin: 0 auto; padding: 32px 16px }
  h1 { margin: 0 0 4px; font-size: 22px } h2 { margin: 24px 0 8px; font-size: 16px }
  p { margin: 0 0 20px; color: var(--dim) } a { color: var(--link) }
  ol { margin: 0; padding: 0; list-style: none; background: var(--card); border: 1px solid var(--line); border-radius: 10px }
  li { padding: 12px 16px } li + li { border-top: 1px solid var(--line) }
  li a { font-weight: 600; text-decoration: none } li span { display: block; color: var(--dim); font-size: 13px }
  iframe { box-sizing: border-box; width: 100%; height: 620px; border: 1px solid var(--line); border-radius: 10px; background: #fff }
  pre { margin: 0; padding: 16px; white-space: pre-wrap; background: var(--card); border: 1px solid var(--line); border-radius: 10px }`;

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main>
${body}
</main></body>
</html>
`;

const facts = ({ to, caughtAt }: CaughtMail) => `to ${escaped(to)}, ${caughtAt.replace('T', ' ').slice(0, 19)} UTC`;

/** All mails, each with a link. */
export function renderList(mails: readonly CaughtMail[]): string {
  const items = mails.map(
    (mail) => `<li><a href="/dev/mails/${mail.id}">${escaped(mail.subject)}</a><span>${facts(mail)}</span></li>`,
  );
  return page(
    'Caught mails',
    `<h1>Caught mails</h1>
<p>In development no mail leaves this machine. The newest is first; programs read <a href="/dev/mails.json">/dev/mails.json</a>.</p>
${items.length > 0 ? `<ol>${items.join('\n')}</ol>` : '<p>Nothing yet: invite somebody.</p>'}`,
  );
}

/** One mail, as HTML in a frame that can do nothing, and as text. */
export function renderMail(mail: CaughtMail): string {
  return page(
    mail.subject,
    `<p><a href="/dev/mails">All mails</a></p>
<h1>${escaped(mail.subject)}</h1>
<p>${facts(mail)}</p>
<iframe src="/dev/mails/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail as HTML"></iframe>
<h2>As text</h2>
<pre>${escaped(mail.text)}</pre>`,
  );
}
