/** Pseudo-random numbers from 0 up to 1, the same ones for the same seed on every machine. */
export type Random = () => number;

/** Mulberry32: small and good enough to make data with. @param seed any text or number; `stream` keeps sequences apart */
export function randomFrom(seed: number, stream: string): Random {
  let state = hash(`${seed}:${stream}`);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
  return state;
}

/** A whole number from 0 to `below` - 1. */
export const upTo = (random: Random, below: number): number => Math.floor(random() * below);

export function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[upTo(random, values.length)];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

/** Brings values into a random order, in place. */
export function shuffle(random: Random, values: Uint32Array): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = upTo(random, last + 1);
    const value = values[last] as number;
    values[last] = values[other] as number;
    values[other] = value;
  }
}

/** One of the values, each as often as its weight says. */
export function pickWeighted<T>(random: Random, values: readonly T[], weight: (value: T) => number): T {
  let left = random() * values.reduce((sum, value) => sum + weight(value), 0);
  for (const value of values) {
    left -= weight(value);
    if (left < 0) return value;
  }
  return pick(random, values.slice(-1));
}
