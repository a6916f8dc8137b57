import type { IncomingMessage } from 'node:http';
import Fastify from 'fastify';
import { clientAddresses } from './client-address.js';

const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } }) as IncomingMessage;

describe('the address of a client', () => {
  it.each([
    ['is that of the connection when no proxy is trusted', [], '127.0.0.1', '198.51.100.1', '127.0.0.1'],
    ['is what a trusted proxy says', ['loopback'], '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['is not what the client wrote before', ['loopback'], '127.0.0.1', '203.0.113.9, 198.51.100.1', '198.51.100.1'],
    ['goes past several trusted proxies', ['loopback', '10.0.0.0/8'], '127.0.0.1', '198.51.100.1, 10.1.2.3', '198.51.100.1'],
    ['is the last proxy when it says nothing', ['loopback'], '127.0.0.1', undefined, '127.0.0.1'],
    ['is the last proxy when it says nonsense', ['loopback'], '127.0.0.1', 'unknown', '127.0.0.1'],
    ['is not believed from a stranger', ['10.0.0.1'], '192.0.2.1', '198.51.100.1', '192.0.2.1'],
    ['knows IPv4 in IPv6', ['10.0.0.1'], '::ffff:10.0.0.1', '2001:db8::7', '2001:db8::7'],
    ['knows ports', ['10.0.0.1'], '10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['knows brackets', ['fc00::/7'], 'fd00::1', '[2001:db8::7]:443', '2001:db8::7'],
    ['trusts by name', ['uniquelocal', 'linklocal'], '192.168.1.1', '198.51.100.1, 169.254.0.9', '198.51.100.1'],
  ])('%s', (_, proxies, connection, forwarded, address) => {
    expect(clientAddresses(proxies).of(from(connection, forwarded))).toBe(address);
  });

  it('is the one that the HTTP server sees', async () => {
    const addresses = clientAddresses(['loopback']);
    const server = Fastify({ trustProxy: (address) => addresses.trusts(address) });
    server.get('/', async (request) => ({ server: request.ip, sockets: addresses.of(request.raw) }));
    const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.1' };
    const { server: seen, sockets } = (await server.inject({ url: '/', headers })).json();
    expect(seen).toBe('198.51.100.1');
    expect(sockets).toBe(seen);
  });
});
