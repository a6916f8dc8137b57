import type { IncomingMessage } from 'node:http';
import { operatorAccess } from './operator-access.js';

const request = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers: { host: 'localhost:4000', ...headers } }) as unknown as IncomingMessage;

describe('what is for operators', () => {
  const token = '0123456789abcdef0123456789abcdef';
  const mayLook = operatorAccess(token);

  it.each([
    ['127.0.0.1', '127.0.0.1:4000'],
    ['127.0.0.1', 'LOCALHOST'],
    ['::1', '[::1]:4000'],
    ['::ffff:127.0.0.1', 'localhost:4000'],
    ['127.8.8.8', '127.8.8.8:4000'],
  ])('is for this machine: %s, asked as %s', (address, host) => {
    expect(mayLook(request(address, { host }))).toBe(true);
  });

  it.each(['192.0.2.1', '10.0.0.1', '::ffff:192.0.2.1', '2001:db8::1'])('is not for %s', (address) => {
    expect(mayLook(request(address))).toBe(false);
  });

  it.each([
    ['says for whom it asks', { 'x-forwarded-for': '198.51.100.1' }],
    ['is asked by this machine, so it says', { 'x-forwarded-for': '127.0.0.1' }],
    ['says so as RFC 7239 has it', { forwarded: 'for=198.51.100.1' }],
    ['says its name', { via: '1.1 proxy' }],
    ['says what it was asked with', { 'x-forwarded-proto': 'https' }],
    ['says nothing, but passes on under which name it was asked', { host: 'atrium.example.org' }],
  ])('is not for whom a proxy on this machine asks that %s', (_what, headers) => {
    expect(mayLook(request('127.0.0.1', headers))).toBe(false);
  });

  it('is for who bears the token, from anywhere', () => {
    const bearing = (value: string) => mayLook(request('192.0.2.1', { authorization: value }));
    expect(bearing(`Bearer ${token}`)).toBe(true);
    expect(mayLook(request('127.0.0.1', { authorization: `Bearer ${token}`, 'x-forwarded-for': '198.51.100.1' }))).toBe(true);
    for (const wrong of [`Bearer ${token}0`, `Bearer ${token.slice(1)}`, `Basic ${token}`, token, 'Bearer ', ''])
      expect(bearing(wrong)).toBe(false);
  });

  it('is for no token when none is set', () => {
    const only = operatorAccess(null);
    expect(only(request('192.0.2.1', { authorization: 'Bearer null' }))).toBe(false);
    expect(only(request('127.0.0.1'))).toBe(true);
  });
});
