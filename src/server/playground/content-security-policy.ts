/** A host with a port, as a header may repeat it. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * What the page may load and do (CSP Level 3): only what this server serves, framed by nobody. No script stands in the page,
 * so none is allowed there. Styles are, because the editor (Monaco) writes its own into the document and can bear no nonce;
 * fonts and small pictures are, as data, because ruru's style sheets contain them.
 * @param host of the request; older browsers do not count sockets as 'self', so they are named.
 */
export function contentSecurityPolicy(host: string): string {
  const sockets = HOST.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
