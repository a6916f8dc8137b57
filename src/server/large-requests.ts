/** Bytes of a request that are read as they come, and cost nothing. What is larger is looked through first, and paid for. */
export const LARGE = 8 * 1024;

const sizes = new WeakMap<object, number>();

/** Notes of how many bytes something was read; nothing is noted of what is small. */
export function noteSize(read: unknown, bytes: number): void {
  if (bytes > LARGE && typeof read === 'object' && read !== null) sizes.set(read, bytes);
}

/** How many bytes beyond those that cost nothing something was read from. */
export function excessOf(read: unknown): number {
  const bytes = typeof read === 'object' && read !== null ? sizes.get(read) : undefined;
  return bytes === undefined ? 0 : bytes - LARGE;
}
