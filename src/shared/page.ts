import { badInput } from './errors.js';

export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** The four arguments of a connection, as a client gives them. */
export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** One page of a list: how many rows, from which end, beyond which cursors. */
export interface Page {
  size: number;
  backwards: boolean;
  after: string | null;
  before: string | null;
}

/** Reads a connection's arguments. @throws RequestError BAD_USER_INPUT naming the argument at fault. */
export function readPage({ first, after, last, before }: PageArguments): Page {
  if (first != null && last != null) throw badInput('Ask for `first` or for `last`, not for both.', { argument: 'last' });
  const backwards = last != null || (first == null && before != null);
  return {
    size: pageSize(backwards ? 'last' : 'first', backwards ? last : first),
    backwards,
    after: after ?? null,
    before: before ?? null,
  };
}

function pageSize(argument: string, size: number | null | undefined): number {
  if (size == null) return DEFAULT_PAGE_SIZE;
  if (size < 0 || size > MAX_PAGE_SIZE) {
    throw badInput(`\`${argument}\` is ${size}; it must be from 0 to ${MAX_PAGE_SIZE}.`, { argument, maximum: MAX_PAGE_SIZE });
  }
  return size;
}
