import { checkUsername, normalizeUsername, usernamesFor } from './username.js';

describe('a username', () => {
  it.each(['ada', 'a.d-a_1', 'x'.repeat(30)])('may be %s', (username) => {
    expect(checkUsername('username', username)).toBeNull();
  });

  it.each([
    ['', 'REQUIRED', null],
    [null, 'REQUIRED', null],
    ['ab', 'TOO_SHORT', { min: 3 }],
    ['x'.repeat(31), 'TOO_LONG', { max: 30 }],
    ['Ada', 'INVALID', null],
    ['a b', 'INVALID', null],
    ['adä', 'INVALID', null],
    ['ada\n', 'INVALID', null],
  ])('may not be %j', (username, code, params) => {
    expect(checkUsername('username', username)).toMatchObject({ code, params, path: ['input', 'username'] });
  });

  it('is kept in lower case, and may be absent', () => {
    expect(normalizeUsername(' Ada ')).toBe('ada');
    expect(checkUsername('username', undefined)).toBeNull();
  });

  it('is made from an address, each time with other endings', () => {
    expect(usernamesFor('Ada.Lovelace+work@example.org')[0]).toBe('ada.lovelace');
    const made = usernamesFor('ada@example.org');
    expect(made).toHaveLength(4);
    expect(made[1]).toMatch(/^ada-[0-9a-f]{4}$/);
    expect(made[3]).not.toBe(usernamesFor('ada@example.org')[3]);
  });

  it.each(['a@b.org', '!!!@b.org', '+x@b.org', `${'x'.repeat(64)}@b.org`, `${'x'.repeat(27)}.y@b.org`])(
    'is valid when made from %s',
    (email) => {
      for (const username of usernamesFor(email)) expect(checkUsername('username', username)).toBeNull();
    },
  );
});
