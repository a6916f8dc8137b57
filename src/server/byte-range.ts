/** The bytes to answer: all of them, those from `start` to `end` (both included), or none since they are not there. */
export type ByteRange = 'WHOLE' | 'UNSATISFIABLE' | { start: number; end: number };

const ONE_RANGE = /^bytes=[ \t]*(?:(\d+)-(\d*)|-(\d+))[ \t]*$/i;

/**
 * Reads a Range header for content of that many bytes. RFC 9110 §14.2: a range that cannot be read, or in another unit, is
 * ignored, not refused; of several ranges a server may do the same.
 */
export function readRange(header: string | undefined, size: number): ByteRange {
  const match = header === undefined ? null : ONE_RANGE.exec(header);
  if (!match) return 'WHOLE';
  const [, first, last, suffix] = match;
  if (suffix !== undefined) {
    if (Number(suffix) === 0 || size === 0) return 'UNSATISFIABLE';
    return { start: Math.max(size - Number(suffix), 0), end: size - 1 };
  }
  const start = Number(first);
  const end = last === undefined || last === '' ? Infinity : Number(last);
  if (end < start) return 'WHOLE';
  return start >= size ? 'UNSATISFIABLE' : { start, end: Math.min(end, size - 1) };
}
