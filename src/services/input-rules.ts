import { userError, type UserError } from '../shared/result.js';
import { isStorable } from '../shared/storable-text.js';

/** Characters that no name may hold: controls, ends of lines, halves of surrogate pairs, and those that turn text around. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Something to be seen, and not only spaces, joiners, fillers and accents of nothing. */
const VISIBLE = /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

const SLUG = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** The errors of several checks, without those that passed. */
export const errorsOf = (...checks: (UserError | null)[]): UserError[] => checks.filter((check) => check !== null);

/** A name as people read it, in one line of 1 to `max` characters. Absent (undefined) passes, null does not. */
export function checkName(field: string, value: string | null | undefined, max = 120): UserError | null {
  if (value === undefined) return null;
  if (value === null || value.trim() === '') return userError('REQUIRED', field, 'It must not be empty.');
  if (value.length > max) return userError('TOO_LONG', field, `It may have at most ${max} characters.`, { max });
  if (UNPRINTABLE.test(value)) return userError('INVALID', field, 'It must not contain control characters.');
  return VISIBLE.test(value) ? null : userError('INVALID', field, 'It must contain something that can be seen.');
}

/** A longer text of at most `max` characters; line breaks are fine. Absent and null pass. */
export function checkText(field: string, value: string | null | undefined, max: number): UserError | null {
  if (value == null) return null;
  if (!isStorable(value)) return userError('INVALID', field, 'It must be well-formed text without zero bytes.');
  return value.length > max ? userError('TOO_LONG', field, `It may have at most ${max} characters.`, { max }) : null;
}

/** A slug: 2 to 60 of a-z, 0-9 and -, neither first nor last a -. Absent passes, null does not. */
export function checkSlug(field: string, value: string | null | undefined): UserError | null {
  if (value === undefined) return null;
  if (value === null) return userError('REQUIRED', field, 'It must not be empty.');
  if (value.length < 2) return userError('TOO_SHORT', field, 'It must have at least 2 characters.', { min: 2 });
  if (value.length > 60) return userError('TOO_LONG', field, 'It may have at most 60 characters.', { max: 60 });
  return SLUG.test(value) ? null : userError('INVALID', field, 'Use a-z, 0-9 and -, with no - at either end.');
}

/** The name of a file or folder: 1 to 255 characters in one line, no slash, not `.` or `..`. Absent passes, null does not. */
export function checkFileName(field: string, value: string | null | undefined): UserError | null {
  const error = checkName(field, value, 255);
  if (error || value == null) return error;
  return value.includes('/') || value === '.' || value === '..'
    ? userError('INVALID', field, 'It must not contain a slash, nor be . or ..')
    : null;
}

/** Between 1 and `max` ids. */
export function checkCount(field: string, ids: readonly unknown[], max = 100): UserError | null {
  if (ids.length === 0) return userError('REQUIRED', field, 'Name at least one.');
  return ids.length > max ? userError('LIMIT_EXCEEDED', field, `At most ${max} at a time.`, { max }) : null;
}

/** A slug made of a name: `Crème & Co.` becomes `creme-co`. Null when nothing is left of it. */
export function slugOf(name: string): string | null {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug.length >= 2 ? slug : null;
}
