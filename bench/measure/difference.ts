import { isDeepStrictEqual } from 'node:util';

/** Where two answers differ first, fields of these names left out, or null. */
export function difference(one: unknown, other: unknown, leftOut: readonly string[] = [], path = 'data'): string | null {
  if (isDeepStrictEqual(one, other)) return null;
  if (typeof one === 'object' && typeof other === 'object' && one && other && Array.isArray(one) === Array.isArray(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (leftOut.includes(key)) continue;
      const found = difference((one as Answered)[key], (other as Answered)[key], leftOut, `${path}.${key}`);
      if (found) return found;
    }
    return null;
  }
  return `${path}: ${shown(one)} and ${shown(other)}`;
}

type Answered = Record<string, unknown>;

const shown = (value: unknown) => JSON.stringify(value)?.slice(0, 120) ?? 'nothing';
