import { hashToken, newOpaqueToken } from './opaque-tokens.js';

describe('an opaque token', () => {
  it('is 256 random bits behind a prefix', () => {
    expect(newOpaqueToken()).toMatch(/^atr_[\w-]{43}$/);
    expect(newOpaqueToken('pat')).toMatch(/^pat_[\w-]{43}$/);
    expect(newOpaqueToken()).not.toBe(newOpaqueToken());
  });

  it('is stored as its SHA-256', () => {
    // FIPS 180-4, the example "abc".
    expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
