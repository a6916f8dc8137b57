import { OwnAddress } from './own-address.js';

const addressOf = (host: string, publicUrl: string | null = null) => new OwnAddress({ publicUrl, host, port: () => 4000 });

describe('the own address', () => {
  it('is what the operator says, whatever a client calls the server', () => {
    const address = addressOf('0.0.0.0', 'https://atrium.example.org');
    expect(address.url).toBe('https://atrium.example.org');
    expect(address.urlFor('evil.example')).toBe('https://atrium.example.org');
  });

  it('is where the server listens', () => {
    expect(addressOf('::1').url).toBe('http://[::1]:4000');
    expect(addressOf('127.0.0.1').urlFor('evil.example')).toBe('http://127.0.0.1:4000');
  });

  it('of a server that listens everywhere is what the client calls it, and loopback for everybody else', () => {
    const address = addressOf('0.0.0.0');
    expect(address.url).toBe('http://127.0.0.1:4000');
    expect(address.urlFor('laptop.local:4000')).toBe('http://laptop.local:4000');
    expect(address.urlFor('laptop.local/x?y')).toBe('http://laptop.local');
    expect(address.urlFor('not a host')).toBe('http://127.0.0.1:4000');
    expect(address.urlFor(undefined)).toBe('http://127.0.0.1:4000');
  });
});
