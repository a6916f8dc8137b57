import { upTo, type Random } from '../../../../bench/generate/random.ts';

/** A UUID of version 7 by its form, the same ones for the same seed. */
export function seededId(random: Random): string {
  const hex = Array.from({ length: 32 }, () => upTo(random, 16).toString(16));
  hex[12] = '7';
  hex[16] = '8';
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
