import { randomBytes } from 'node:crypto';
import { newId } from '../shared/ids.js';
import { SignedLinks, type LinkedContent } from './signed-links.js';

describe('signed links', () => {
  const secret = randomBytes(32);
  const content: LinkedContent = {
    versionKey: newId(),
    name: 'Bericht „Ü“.txt',
    mimeType: 'text/plain',
    size: 12,
    disposition: 'INLINE',
  };
  let now: Date;
  const links = new SignedLinks({ secret, clock: { now: () => now } });
  const signer = links.under(() => 'https://atrium.example/base/');
  const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

  beforeEach(() => {
    now = new Date('2026-05-01T10:00:00.000Z');
  });

  it('say what they give access to, for 15 minutes', () => {
    const { url, expiresAt } = signer.sign(content);
    expect(url).toMatch(/^https:\/\/atrium\.example\/base\/files\/[\w.-]+$/);
    expect(expiresAt).toEqual(new Date('2026-05-01T10:15:00.000Z'));
    expect(links.check(tokenOf(url))).toEqual({ state: 'VALID', content, secondsLeft: 900 });

    now = new Date('2026-05-01T10:14:59.999Z');
    expect(links.check(tokenOf(url))).toMatchObject({ state: 'VALID' });
    now = new Date('2026-05-01T10:15:00.000Z');
    expect(links.check(tokenOf(url))).toEqual({ state: 'EXPIRED' });
  });

  it('begin with an address that may be known late', () => {
    let port = 0;
    const late = links.under(() => `http://127.0.0.1:${port}`);
    port = 4000;
    expect(late.sign(content).url).toContain('http://127.0.0.1:4000/files/');
  });

  it('are refused when any character differs', () => {
    const token = tokenOf(signer.sign(content).url);
    for (let index = 0; index < token.length; index++) {
      const tampered = `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`;
      expect(links.check(tampered)).toEqual({ state: 'FORGED' });
    }
  });

  it('do not tell whether somebody else’s would have expired', () => {
    const { url } = new SignedLinks({ secret: randomBytes(32), clock: { now: () => new Date(0) } }).under(() => '').sign(content);
    expect(links.check(tokenOf(url))).toEqual({ state: 'FORGED' });
  });

  it.each(['', '.', 'a.b', 'a.b.c', 'ü.ü', 'x'.repeat(100_000)])('are refused when they are %.20j', (token) => {
    expect(links.check(token)).toEqual({ state: 'FORGED' });
  });

  it('hold the longest name', () => {
    const longest = { ...content, name: '\u{FFFD}'.repeat(255) };
    expect(links.check(tokenOf(signer.sign(longest).url))).toMatchObject({ state: 'VALID', content: longest });
  });

  it('take no short secret', () => {
    expect(() => new SignedLinks({ secret: Buffer.from('short'), clock: { now: () => now } })).toThrow('32 bytes');
  });
});
