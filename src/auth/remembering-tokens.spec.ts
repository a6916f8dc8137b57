import { RememberingTokens } from './remembering-tokens.js';
import type { AccessClaims, Tokens } from './tokens.js';

const MINUTE = 60_000;

function setUp() {
  let time = 0;
  const verified: string[] = [];
  const claims = (userId: string): AccessClaims => ({ userId, sessionId: 's', validUntil: new Date(15 * MINUTE) });
  const verifying: Tokens = {
    issue: () => Promise.reject(new Error('not asked for')),
    verify: (token) => {
      verified.push(token);
      return Promise.resolve(token.startsWith('bad') ? null : claims(token));
    },
  };
  const tokens = new RememberingTokens(verifying, { now: () => new Date(time) });
  return { tokens, verified, pass: (milliseconds: number) => (time += milliseconds) };
}

describe('a token that was verified', () => {
  it('is not verified again until it expires, and then is good for nothing', async () => {
    const { tokens, verified, pass } = setUp();
    await tokens.verify('ada');
    pass(15 * MINUTE - 1);
    expect(await tokens.verify('ada')).toMatchObject({ userId: 'ada' });
    expect(verified).toEqual(['ada']);
    pass(1);
    expect(await tokens.verify('ada')).toBeNull();
  });

  it('is not taken for another one', async () => {
    const { tokens } = setUp();
    await tokens.verify('ada');
    expect(await tokens.verify('bob')).toMatchObject({ userId: 'bob' });
  });

  it('that was bad is not remembered', async () => {
    const { tokens, verified } = setUp();
    await tokens.verify('bad');
    expect(await tokens.verify('bad')).toBeNull();
    expect(verified).toEqual(['bad', 'bad']);
  });

  it('is forgotten when there are too many', async () => {
    const { tokens, verified } = setUp();
    for (let i = 0; i <= 20_000; i++) await tokens.verify(`${i}`);
    verified.length = 0;
    await tokens.verify('20000');
    await tokens.verify('0');
    expect(verified).toEqual(['0']);
  });
});
