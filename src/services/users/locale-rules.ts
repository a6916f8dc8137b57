import { userError, type UserError } from '../../shared/result.js';

/** Long enough for all real tags: RFC 5646 §4.4.1. */
const MAX_LOCALE_LENGTH = 35;

/** The tag as it is written properly (`de-ch` becomes `de-CH`), or null when it is no BCP 47 language tag. */
export function canonicalLocale(tag: string): string | null {
  try {
    return tag.length > MAX_LOCALE_LENGTH ? null : (Intl.getCanonicalLocales(tag)[0] ?? null);
  } catch {
    return null;
  }
}

/** The zone in the case in which it is listed, or null when it is no IANA time zone. Offsets such as `+01:00` are none. */
export function canonicalTimeZone(name: string): string | null {
  if (/^[+-]/.test(name)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    // A zone with several names may be resolved to another one of them: the caller's is kept.
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return null;
  }
}

/** A language tag that can be kept. Absent passes, null does not. */
export function checkLocale(field: string, tag: string | null | undefined): UserError | null {
  if (tag === undefined) return null;
  if (tag === null || tag === '') return userError('REQUIRED', field, 'It must not be empty.');
  return canonicalLocale(tag) === null ? userError('INVALID', field, 'It must be a language tag, such as en or de-CH.') : null;
}

/** A time zone that can be kept. Absent passes, null does not. */
export function checkTimeZone(field: string, name: string | null | undefined): UserError | null {
  if (name === undefined) return null;
  if (name === null || name === '') return userError('REQUIRED', field, 'It must not be empty.');
  return canonicalTimeZone(name) === null
    ? userError('INVALID', field, 'It must be a time zone, such as Europe/Zurich or UTC.')
    : null;
}
