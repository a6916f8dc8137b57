import { readKey } from './read-key.js';

describe('an idempotency key', () => {
  it.each([
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['  "a"  ', 'a'],
    [String.raw`"a \"b\" \\c"`, String.raw`a "b" \c`],
    ['order 7', 'order 7'],
    ['x'.repeat(255), 'x'.repeat(255)],
  ])('%s is read', (sent, key) => expect(readKey(sent)).toBe(key));

  it.each([
    '',
    ' ',
    '""',
    '"',
    '"a',
    '"a"b"',
    '"a", "b"',
    '"a\\n"',
    'x'.repeat(256),
    'schlüssel',
    'a\tb',
    'a\0',
    1,
    null,
    {},
    ['a'],
  ])('%p is none', (sent) => expect(() => readKey(sent)).toThrow('1 to 255 printable'));
});
