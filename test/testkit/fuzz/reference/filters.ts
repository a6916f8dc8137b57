import { badInput } from '../../../../src/shared/errors.js';
import { isStorable } from '../../../../src/shared/storable-text.js';

/** Whether one of the texts contains what is searched for; "capital and small letters are the same". */
export function searching(query: string | null | undefined): (...texts: string[]) => boolean {
  if (query == null) return () => true;
  if (!isStorable(query)) throw badInput('`query` must be well-formed text without zero bytes.');
  const wanted = query.toLowerCase();
  return (...texts) => texts.some((text) => text.toLowerCase().includes(wanted));
}

/** Whether a value is the wanted one, or none is wanted. */
export const is = <T>(value: T, wanted: T | null | undefined): boolean => wanted == null || value === wanted;

/** Whether a value is one of the wanted ones, or none are wanted. */
export const isOneOf = <T>(value: T, wanted: readonly T[] | null | undefined): boolean =>
  wanted == null || wanted.includes(value);
