import { failed, userError } from '../../shared/result.js';

/** Hashing a password is what makes an attempt dear; it is not begun. */
export const tooManyAttempts = (retryAfterSeconds: number) =>
  failed(userError('RATE_LIMITED', '', `Too many attempts. Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds }));
