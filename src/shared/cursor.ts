import { validate } from 'uuid';
import { badInput } from './errors.js';

/** What a keyset cursor holds: the row's value in the list's order (a Date as milliseconds) and its id. */
export interface Position {
  value: string | number;
  id: string;
}

/** An opaque cursor. `order` names the list's order, so that a cursor of another order is refused. */
export function encodeCursor(order: string, value: unknown, id: string): string {
  return Buffer.from(JSON.stringify([order, value instanceof Date ? value.getTime() : value, id])).toString('base64url');
}

/** What the values of an order are: texts, numbers, or times in milliseconds. */
export type CursorType = 'string' | 'number' | 'time';

/** The years 1 to 9999: what both JavaScript and PostgreSQL can tell. */
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_999;

const fits: Record<CursorType, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string' && !value.includes('\0'),
  number: (value) => Number.isSafeInteger(value),
  time: (value) => Number.isSafeInteger(value) && (value as number) >= EARLIEST && (value as number) <= LATEST,
};

/**
 * Reads a cursor of a list in that order, whose values are of that type.
 * @throws RequestError BAD_USER_INPUT when it was not made for such a list, or was tampered with.
 */
export function decodeCursor(cursor: string, order: string, type: CursorType, argument: 'after' | 'before'): Position {
  const [madeFor, value, id, ...rest] = parsed(cursor);
  if (madeFor !== order || !fits[type](value) || typeof id !== 'string' || !validate(id) || rest.length > 0) {
    throw badInput(`\`${argument}\` is no cursor of this list.`, { argument });
  }
  return { value: value as string | number, id };
}

function parsed(cursor: string): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(values) ? values : [];
  } catch {
    return [];
  }
}
