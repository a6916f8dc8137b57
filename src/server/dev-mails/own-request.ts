import { BlockList, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const isLoopback = (address: string): boolean => loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

/**
 * Whether a request comes from this machine and not from another site's page in its browser: by a connection from loopback, to
 * a name of loopback (a site whose name was turned to 127.0.0.1 keeps its name), and not across sites (Fetch Metadata).
 */
export function isOwnRequest({ socket, hostname, headers }: FastifyRequest): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  const toLoopback = name === 'localhost' || (/^[\d.]+$|:/.test(name) && isLoopback(name));
  const site = headers['sec-fetch-site'];
  const fromHere = site === undefined || site === 'same-origin' || site === 'none' || headers['sec-fetch-mode'] === 'navigate';
  return isLoopback(socket.remoteAddress ?? '') && toLoopback && fromHere;
}
