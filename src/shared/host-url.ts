import { isIPv6 } from 'node:net';

/** A host as it stands in a URL: an IPv6 address in brackets and without its zone (RFC 3986 §3.2.2), an IPv4 address in full. */
const hostInUrl = (host: string): string => new URL(`http://${isIPv6(host) ? `[${host.replace(/%.*$/, '')}]` : host}`).hostname;

const wildcards: Readonly<Record<string, string>> = {
  '0.0.0.0': '127.0.0.1',
  '[::]': '[::1]',
  '[::ffff:0:0]': '127.0.0.1',
};

/** Whether a server that listens on that host listens on all addresses of its machine, in whichever way it is written. */
export const isWildcardHost = (host: string): boolean => hostInUrl(host) in wildcards;

/** `http://host:port`, by which this machine reaches a server that listens there; loopback for one that listens on all addresses. */
export function localUrl(host: string, port: number): string {
  const name = hostInUrl(host);
  return `http://${wildcards[name] ?? name}:${port}`;
}
