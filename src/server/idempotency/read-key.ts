import { badInput } from '../../shared/errors.js';

const MAX_LENGTH = 255;
const PRINTABLE = /^[\x20-\x7e]+$/;
/** A string of RFC 9651 §3.3.3, as draft-ietf-httpapi-idempotency-key-header wants it. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/** The key in an `Idempotency-Key` header, quoted or as it is. @throws RequestError BAD_USER_INPUT when it is none. */
export function readKey(sent: unknown): string {
  if (typeof sent === 'string') {
    const text = sent.trim();
    const key = text.startsWith('"') ? QUOTED.exec(text)?.[1]?.replace(/\\(["\\])/g, '$1') : text;
    if (key !== undefined && key.length <= MAX_LENGTH && PRINTABLE.test(key)) return key;
  }
  throw badInput(`An idempotency key is a text of 1 to ${MAX_LENGTH} printable ASCII characters.`);
}
