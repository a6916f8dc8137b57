import { isUtf8 } from 'node:buffer';

/** Well-formed byte sequences, as characters of Latin-1 (Unicode 16, table 3-7). */
const WELL_FORMED =
  /(?:[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+|[\x80-\xff]/g;

/**
 * Passes text on and puts a NUL for each byte that is not UTF-8: the row can then be refused by its line,
 * where a decoder would have put U+FFFD, which may also stand in the file.
 */
export async function* replaceInvalidUtf8(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of source) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, part]) : part;
    const end = bytes.length - unfinished(bytes);
    rest = Buffer.from(bytes.subarray(end));
    if (end > 0) yield clean(bytes.subarray(0, end));
  }
  if (rest.length > 0) yield clean(rest);
}

function clean(bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  const text = bytes.toString('latin1').replace(WELL_FORMED, (run) => (run.length === 1 && run >= '\x80' ? '\0' : run));
  return Buffer.from(text, 'latin1');
}

/** Bytes at the end that begin a character whose others may come yet: 0 to 3. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
