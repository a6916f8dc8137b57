import { validate } from 'uuid';
import { badInput } from './errors.js';
import { isStorable } from './storable-text.js';

/** What a keyset cursor holds: the row's value in the list's order (a time as milliseconds) and its id. */
export interface Position {
  value: string | number;
  id: string;
  /** How far the list's stream had come where the walk through the list began, if that was asked for. */
  reached: number | null;
}

/**
 * An opaque cursor: `order|value|id` in base64url, which the database can write, too. `order` names the list's order, so that a
 * cursor of another order is refused; it has no `|` in it. What the stream had reached follows it as `@position`.
 */
export function encodeCursor(order: string, value: unknown, id: string, reached: number | null = null): string {
  const walk = reached === null ? '' : `@${reached}`;
  return Buffer.from(`${order}${walk}|${String(value instanceof Date ? value.getTime() : value)}|${id}`).toString('base64url');
}

/** What the values of an order are: texts, numbers (`integer`: of 32 bits), or times in milliseconds. */
export type CursorType = 'string' | 'number' | 'integer' | 'time';

/** The years 1 to 9999: what both JavaScript and PostgreSQL can tell. */
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_999;
const CURSOR = /^([^|@]*)(?:@(\d{1,15}))?\|(.*)\|(.{36})$/s;
const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,15})$/;

const fits: Record<CursorType, (value: string) => boolean> = {
  string: isStorable,
  number: (value) => WHOLE_NUMBER.test(value) && Number.isSafeInteger(Number(value)),
  integer: (value) => WHOLE_NUMBER.test(value) && Number(value) === (Number(value) | 0),
  time: (value) => WHOLE_NUMBER.test(value) && Number(value) >= EARLIEST && Number(value) <= LATEST,
};

/**
 * Reads a cursor of a list in that order, whose values are of that type.
 * @throws RequestError BAD_USER_INPUT when it was not made for such a list, or was tampered with.
 */
export function decodeCursor(cursor: string, order: string, type: CursorType, argument: 'after' | 'before'): Position {
  const [, madeFor, reached, value = '', id = ''] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (madeFor !== order || !fits[type](value) || !validate(id)) {
    throw badInput(`\`${argument}\` is no cursor of this list.`, { argument });
  }
  return { value: type === 'string' ? value : Number(value), id, reached: reached === undefined ? null : Number(reached) };
}
