import { checkPassword } from './password-rules.js';

const known = ['ada.lovelace@example.org', 'ada.lovelace'];

describe('a new password', () => {
  it.each(['correct horse', 'ten chars!', '          x', '\u{1f40e}\u{1f50b}\u{1f4ce}abcdefg', 'x1'.repeat(500)])(
    'may be %.20s',
    (password) => {
      expect(checkPassword('password', password, known)).toBeNull();
    },
  );

  it.each([
    ['', 'REQUIRED', null],
    ['nine char', 'TOO_SHORT', { min: 10 }],
    ['\u{1f40e}'.repeat(5), 'TOO_SHORT', { min: 10 }],
    ['x1'.repeat(500) + 'x', 'TOO_LONG', { max: 1000 }],
    ['Password123', 'WEAK_PASSWORD', null],
    ['1234567890', 'WEAK_PASSWORD', null],
    ['aaaaaaaaaaaa', 'WEAK_PASSWORD', null],
    ['Ada.Lovelace', 'WEAK_PASSWORD', null],
    ['ADA.lovelace@example.org', 'WEAK_PASSWORD', null],
  ])('may not be %.20s', (password, code, params) => {
    expect(checkPassword('password', password, known)).toMatchObject({ code, params, path: ['input', 'password'] });
  });
});
