import { LARGE } from './large-requests.js';

/** Levels of lists and objects in one another; the inputs of no operation have ten. */
export const MAX_DEPTH = 100;
/**
 * Lists, objects, and the names and values in them. JSON.parse takes 10 ms for a mebibyte of texts or numbers, but 100 ms for one of
 * small objects with distinct names or of lists in lists, and nobody else is answered meanwhile.
 */
export const MAX_VALUES = 50_000;

const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * The reason why JSON must not be parsed; null when it may be, as all of at most `LARGE` bytes may. Takes one pass over the bytes
 * (3 ms a mebibyte), and does not check whether they are well-formed JSON.
 */
export function tooComplex(json: Uint8Array): string | null {
  if (json.length <= LARGE) return null;
  let depth = 0;
  let values = 0;
  let inText = false;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index];
    if (inText) {
      if (byte === BACKSLASH) index++;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === COMMA || byte === COLON) values++;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values++;
      if (++depth > MAX_DEPTH) return `JSON may be nested at most ${MAX_DEPTH} levels deep.`;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--;
    if (values > MAX_VALUES) return `JSON may have at most ${MAX_VALUES} lists, objects, names and values.`;
  }
  return null;
}
