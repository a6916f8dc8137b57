import { randomBytes } from 'node:crypto';
import { newId } from '../shared/ids.js';
import { InvitationTokens } from './invitation-tokens.js';

const [first, second] = [randomBytes(32), randomBytes(32)];
const tokens = new InvitationTokens([first]);
const claim = { id: newId(), generation: 3 };

describe('a token of an invitation', () => {
  it('is the same whenever it is made, and says what it is for', () => {
    const token = tokens.make(claim);
    expect(token).toMatch(/^ati_[\w-]{70}$/);
    expect(new InvitationTokens([first]).make(claim)).toBe(token);
    expect(tokens.read(token)).toEqual(claim);
  });

  it('is another one for another invitation, and when it is sent again', () => {
    const others = [claim, { ...claim, generation: 4 }, { ...claim, id: newId() }].map((one) => tokens.make(one));
    expect(new Set(others).size).toBe(3);
  });

  it('is good for nothing once a character of it is another', () => {
    const token = tokens.make(claim);
    for (let at = 0; at < token.length - 1; at++) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      expect(tokens.read(changed)).toBeNull();
    }
    for (const text of ['', 'ati_', `${token}A`, ` ${token}`, token.slice(4), `${token}\n`]) expect(tokens.read(text)).toBeNull();
  });

  it('outlives the secret that made it for as long as that one is kept', () => {
    const token = tokens.make(claim);
    expect(new InvitationTokens([second, first]).read(token)).toEqual(claim);
    expect(new InvitationTokens([second]).read(token)).toBeNull();
    expect(new InvitationTokens([second, first]).make(claim)).not.toBe(token);
  });
});
