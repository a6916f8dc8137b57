import { userError, type UserError } from '../shared/result.js';

/** RFC 5321 §4.5.3.1.3, less the angle brackets. */
const MAX_LENGTH = 254;

/** What browsers accept in a form: HTML Standard, "valid email address". It allows ASCII only, so that no two addresses look alike. */
const ADDRESS =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** How an address is kept and looked up. */
export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

/** An address of at most 254 characters; white space around it does not count. */
export function checkEmail(field: string, email: string): UserError | null {
  const address = email.trim();
  if (address === '') return userError('REQUIRED', field, 'It must not be empty.');
  if (address.length > MAX_LENGTH)
    return userError('TOO_LONG', field, `It may have at most ${MAX_LENGTH} characters.`, { max: MAX_LENGTH });
  return ADDRESS.test(address) ? null : userError('INVALID', field, 'It must be an e-mail address, such as ada@example.org.');
}
