import type { Assets } from './assets.js';
import type { DemoSignIn } from './demo-sign-in.js';
import { examples } from './examples.js';

/** The page, as HTML; its scripts read what they need from the data block. @param demo null: no account is offered. */
export function renderPage({ ruruPath, ownPath }: Assets, demo: DemoSignIn | null): string {
  const { organizationId = null, ...account } = demo ?? {};
  const settings = { ruruPath, organizationId, examples: examples(organizationId), demo: demo && account };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Atrium playground</title>
<link rel="icon" href="${ownPath}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${ruruPath}ruru.css">
<link rel="stylesheet" href="${ownPath}playground.css">
<link rel="modulepreload" href="${ruruPath}ruru.js">
<script type="application/json" id="settings">${asData(settings)}</script>
<script src="${ownPath}graphql-ws.min.js" defer></script>
<script type="module" src="${ownPath}main.js"></script>
</head>
<body>
<header id="bar">
  <span class="brand"><img src="${ownPath}icon.svg" alt="" width="20" height="20">Atrium</span>
  <span class="place">Playground, made with <a href="https://grafast.org/ruru" target="_blank" rel="noreferrer">Ruru</a></span>
  <span id="problem" role="alert"></span>
  <span id="who" role="status">Loading…</span>
  <button id="demo" type="button" class="primary" hidden>Sign in as demo user</button>
  <details id="account" hidden>
    <summary>Sign in</summary>
    <form>
      <label>E-mail<input name="email" type="email" autocomplete="username" required></label>
      <label>Password<input name="password" type="password" autocomplete="current-password" required></label>
      <button class="primary">Sign in</button>
    </form>
  </details>
  <button id="sign-out" type="button" hidden>Sign out</button>
</header>
<main id="ruru-root"><p class="loading">The playground is loading.</p></main>
<noscript><p class="loading">The playground needs JavaScript. The API at this address does not.</p></noscript>
</body>
</html>
`;
}

/** JSON in which nothing ends the element that it stands in (HTML Standard, "restrictions for contents of script elements"). */
const asData = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');
