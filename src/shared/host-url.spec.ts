import { isWildcardHost, localUrl } from './host-url.js';

describe('the URL of a host', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:4000'],
    ['localhost', 'http://localhost:4000'],
    ['::1', 'http://[::1]:4000'],
    ['2001:DB8::7', 'http://[2001:db8::7]:4000'],
    ['fe80::1%eth0', 'http://[fe80::1]:4000'],
  ])('of %s is %s', (host, url) => {
    expect(localUrl(host, 4000)).toBe(url);
    expect(isWildcardHost(host)).toBe(false);
  });

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:4000'],
    ['0', 'http://127.0.0.1:4000'],
    ['::', 'http://[::1]:4000'],
    ['0:0:0:0:0:0:0:0', 'http://[::1]:4000'],
    ['::ffff:0.0.0.0', 'http://127.0.0.1:4000'],
  ])('of %s, which is every address, is that of loopback', (host, url) => {
    expect(isWildcardHost(host)).toBe(true);
    expect(localUrl(host, 4000)).toBe(url);
  });
});
