import { userError, type UserError } from '../../shared/result.js';

const MIN_LENGTH = 10;
const MAX_LENGTH = 1_000;

/** The first that everybody tries; what is shorter than ten characters is refused anyway. */
const COMMON = new Set([
  '0123456789',
  '1234567890',
  '0987654321',
  '12345678910',
  '1234567891',
  '123456789a',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  'q1w2e3r4t5',
  'qwertyuiop',
  'qwerty1234',
  'qwerty12345',
  'qwerty123456',
  'password12',
  'password123',
  'password1234',
  'password12345',
  'passw0rd123',
  'p@ssw0rd123',
  'administrator',
  'changeme123',
  'welcome123',
  'letmein123',
  'iloveyou123',
]);

/** Longer ones are refused before they cost a hash. */
export const isTooLongToHash = (password: string): boolean => password.length > MAX_LENGTH;

/**
 * A new password: 10 to 1,000 characters, none of the most common, nor what everybody knows of the person.
 * What it is made of is free (NIST SP 800-63B §3.1.1.2).
 * @param known address and username of the person.
 */
export function checkPassword(field: string, password: string, known: readonly string[]): UserError | null {
  if (password === '') return userError('REQUIRED', field, 'It must not be empty.');
  if (isTooLongToHash(password))
    return userError('TOO_LONG', field, `It may have at most ${MAX_LENGTH} characters.`, { max: MAX_LENGTH });
  if ([...password].length < MIN_LENGTH) {
    return userError('TOO_SHORT', field, `It must have at least ${MIN_LENGTH} characters.`, { min: MIN_LENGTH });
  }
  const plain = password.toLowerCase();
  const guessable = COMMON.has(plain) || known.includes(plain) || /^(.)\1*$/u.test(plain);
  return guessable
    ? userError('WEAK_PASSWORD', field, 'It is too easily guessed. Take a few words that do not belong together.')
    : null;
}
