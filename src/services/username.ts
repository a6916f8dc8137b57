import { randomBytes } from 'node:crypto';
import { userError, type UserError } from '../shared/result.js';

const MIN_LENGTH = 3;
const MAX_LENGTH = 30;

/** How a username is kept and compared: `Ada` and `ada` are one. */
export const normalizeUsername = (username: string): string => username.trim().toLowerCase();

/** A username as it is kept: 3 to 30 of a-z, 0-9, `_`, `.` and `-`. Absent passes, null does not. */
export function checkUsername(field: string, username: string | null | undefined): UserError | null {
  if (username === undefined) return null;
  if (username === null || username === '') return userError('REQUIRED', field, 'It must not be empty.');
  if (username.length < MIN_LENGTH) {
    return userError('TOO_SHORT', field, `It must have at least ${MIN_LENGTH} characters.`, { min: MIN_LENGTH });
  }
  if (username.length > MAX_LENGTH) {
    return userError('TOO_LONG', field, `It may have at most ${MAX_LENGTH} characters.`, { max: MAX_LENGTH });
  }
  return /^[a-z0-9_.-]+$/.test(username) ? null : userError('INVALID', field, 'Use a-z, 0-9, _, . and -.');
}

/** Usernames for who has given none, the nicest first: `ada` of `Ada+atrium@example.org`, then some with a random ending. */
export function usernamesFor(email: string): string[] {
  const [local = ''] = email.toLowerCase().split(/[@+]/);
  const base = local.replace(/[^a-z0-9_.-]/g, '') || 'user';
  const withEnding = (bytes: number) => `${base.slice(0, MAX_LENGTH - 1 - 2 * bytes)}-${randomBytes(bytes).toString('hex')}`;
  const plain = base.length < MIN_LENGTH ? [] : [base.slice(0, MAX_LENGTH)];
  return [...plain, withEnding(2), withEnding(2), withEnding(6)];
}
