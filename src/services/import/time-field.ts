import { Refused, type Field } from './fields.js';
import { quoted } from './quoted.js';

const ISO_8601 = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** A point in time as ISO 8601, with its offset from UTC, or a date alone (midnight, UTC); in milliseconds since 1970, not before. */
export const timeField: Field<number> = (text) => {
  const parts = ISO_8601.exec(text);
  const time = parts ? Date.parse(text) : NaN;
  if (parts && time >= 0 && Number(parts[3]) <= daysOf(Number(parts[1]), Number(parts[2]))) return time;
  return new Refused(`${quoted(text)} is no time from 1970 on, as 2026-01-31T12:00:00Z is`);
};

/** Date.parse takes the 31st of any month. @param month 1 to 12 */
const daysOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
