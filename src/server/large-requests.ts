/** Bytes up to which a request is parsed unseen, and its bytes cost nothing. */
export const LARGE = 8 * 1024;

const sizes = new WeakMap<object, number>();

/** Remembers the bytes that a value was parsed from, if they are more than `LARGE`. */
export function noteSize(read: unknown, bytes: number): void {
  if (bytes > LARGE && typeof read === 'object' && read !== null) sizes.set(read, bytes);
}

/** Bytes beyond `LARGE` that a value was parsed from. */
export function excessOf(read: unknown): number {
  const bytes = typeof read === 'object' && read !== null ? sizes.get(read) : undefined;
  return bytes === undefined ? 0 : bytes - LARGE;
}
