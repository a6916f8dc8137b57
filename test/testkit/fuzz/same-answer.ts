import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../client.js';

export type QueryAnswer = Answer<Record<string, unknown>>;

/** Whether two answers are one: the same data, and the same errors by their paths and codes. */
export function isSameAnswer(one: QueryAnswer, other: QueryAnswer): boolean {
  const [data, otherData] = [one.data ?? null, other.data ?? null];
  if (!isDeepStrictEqual(data, otherData)) return false;
  const [errors, otherErrors] = [errorsOf(one), errorsOf(other)];
  // Of what made all of an answer null, which failure was met first depends on the time that others took.
  if (data === null && errors.length + otherErrors.length > 2) return errors.some((error) => otherErrors.includes(error));
  return isDeepStrictEqual(errors, otherErrors);
}

/** `BAD_USER_INPUT at viewer.activity`, for each error. */
export const errorsOf = ({ errors = [] }: QueryAnswer): string[] =>
  errors.map(({ path, extensions }) => `${extensions.code} at ${path?.join('.') ?? 'the whole'}`).sort();
