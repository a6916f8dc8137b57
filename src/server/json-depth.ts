const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Whether JSON in UTF-8 has more levels of objects and lists than `depth`. What is no JSON is counted as if it were. */
export function nestsDeeperThan(bytes: Uint8Array, depth: number): boolean {
  if (bytes.length <= depth) return false;
  let level = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (inText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) {
      inText = true;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if (++level > depth) return true;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      level--;
    }
  }
  return false;
}
