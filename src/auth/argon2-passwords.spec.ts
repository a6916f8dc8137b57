import { parseOptions } from '@node-rs/argon2';
import { Argon2Passwords } from './argon2-passwords.js';

describe('passwords', () => {
  const passwords = new Argon2Passwords({ cheap: true });

  it('knows the right one, and no other', async () => {
    const hash = await passwords.hash('correct horse battery');
    expect(await passwords.verify(hash, 'correct horse battery')).toBe(true);
    expect(await passwords.verify(hash, 'Correct horse battery')).toBe(false);
    expect(await passwords.verify(hash, '')).toBe(false);
  });

  it('salts: the same password has another hash each time', async () => {
    expect(await passwords.hash('correct horse battery')).not.toBe(await passwords.hash('correct horse battery'));
  });

  it('knows a password again that another system spells in other code points', async () => {
    const hash = await passwords.hash('cr\u00e8me br\u00fbl\u00e9e');
    expect(await passwords.verify(hash, 'cre\u0300me bru\u0302le\u0301e')).toBe(true);
  });

  it('says no where there is no hash, whatever the password', async () => {
    expect(await passwords.verify(null, '')).toBe(false);
    expect(await passwords.verify(null, 'correct horse battery')).toBe(false);
  });

  it('uses the parameters that OWASP asks for, and verifies hashes made with others', async () => {
    const strong = new Argon2Passwords();
    const hash = await strong.hash('correct horse battery');
    expect(parseOptions(hash)).toMatchObject({ algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(await passwords.verify(hash, 'correct horse battery')).toBe(true);
  });

  it('takes as long for nobody as for somebody', async () => {
    const strong = new Argon2Passwords();
    const hash = await strong.hash('correct horse battery');
    const duration = async (of: string | null) => {
      const began = performance.now();
      await strong.verify(of, 'wrong horse battery');
      return performance.now() - began;
    };
    await duration(null);
    const nobody: number[] = [];
    const somebody: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      nobody.push(await duration(null));
      somebody.push(await duration(hash));
    }
    expect(Math.min(...nobody)).toBeGreaterThan(Math.min(...somebody) / 3);
    expect(Math.min(...somebody)).toBeGreaterThan(Math.min(...nobody) / 3);
  });
});
