import { checkEmail, normalizeEmail } from './email-rules.js';

describe('an address', () => {
  it.each(['ada@example.org', ' Ada+x@Example.ORG ', 'root@localhost', `${'a'.repeat(242)}@example.org`])(
    'may be %s',
    (email) => {
      expect(checkEmail('email', email)).toBeNull();
    },
  );

  it.each([
    ['  ', 'REQUIRED'],
    ['ada', 'INVALID'],
    ['ada@', 'INVALID'],
    ['a da@example.org', 'INVALID'],
    ['ada@example..org', 'INVALID'],
    ['ada@-example.org', 'INVALID'],
    ['ada\0@example.org', 'INVALID'],
    ['ada@example.org\nbcc: eve@example.org', 'INVALID'],
    // The Kelvin sign, which is a k in lower case.
    ['mi\u212ae@example.org', 'INVALID'],
    [`${'a'.repeat(243)}@example.org`, 'TOO_LONG'],
  ])('may not be %j', (email, code) => {
    expect(checkEmail('email', email)).toMatchObject({ code, path: ['input', 'email'] });
  });

  it('is kept in lower case without white space around it', () => {
    expect(normalizeEmail(' Ada@Example.ORG\t')).toBe('ada@example.org');
  });
});
