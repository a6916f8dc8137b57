import { decodeCursor, type CursorType } from '../shared/cursor.js';
import type { OrderDirection } from '../shared/enums/ordering.js';
import { badInput } from '../shared/errors.js';
import { decodeId, type NodeType } from '../shared/ids.js';
import type { Page, PageArguments } from '../shared/page.js';
import { isStorable } from '../shared/storable-text.js';
import { orderName } from './connection.js';
import type { ListShape } from './list-statements.js';
import type { Order, ToMany } from './relation.js';
import type { Tables } from './sql/tables.js';

export interface ListArguments extends PageArguments {
  orderBy?: { field: string; direction: OrderDirection } | null;
}

/** What arguments make of a list: which filters apply, in which order. @throws RequestError BAD_USER_INPUT without an order. */
export function shapeOf(relation: ToMany, args: object): ListShape {
  const given = args as Record<string, unknown>;
  const filters = Object.keys(relation.filters).filter((name) => given[name] != null && given[name] !== false);
  return { relation, filters, order: orderOf(relation, (args as ListArguments).orderBy) };
}

/**
 * The values of a list's own parameters, by their names.
 * @throws RequestError BAD_USER_INPUT for a text that cannot be stored, an id of another kind, a cursor of another list.
 */
export function listValues(
  tables: Tables,
  { relation, filters, order }: ListShape,
  page: Page,
  args: object,
): Record<string, unknown> {
  const given = args as Record<string, unknown>;
  const values: Record<string, unknown> = { 'page.limit': page.size + 1 };
  for (const filter of filters) {
    const id = relation.ids[filter];
    const value = id === undefined ? given[filter] : decodeId(id, String(given[filter]));
    if (value === null) throw badInput(`\`${filter}\` is no id of this kind of object.`, { argument: filter });
    if (isUnstorable(value)) throw badInput(`\`${filter}\` must be well-formed text without zero bytes.`, { argument: filter });
    values[`args.${filter}`] = value;
  }
  if (relation.stream) values['page.reached'] = null;
  for (const cursor of ['after', 'before'] as const) {
    if (page[cursor] === null) continue;
    const { type } = tables.column(relation.target, order.property);
    const position = decodeCursor(page[cursor], orderName(order), cursorTypes[type] ?? 'string', cursor);
    values[`${cursor}.value`] = type === 'timestamptz' ? new Date(position.value) : position.value;
    values[`${cursor}.id`] = position.id;
    if (relation.stream) values['page.reached'] ??= position.reached;
  }
  return values;
}

/** What an argument says of the value that is looked for; null when nothing can have it. */
export const keyOf = ({ id }: { id?: NodeType | undefined }, argument: string): string | null =>
  id === undefined ? argument : decodeId(id, argument);

export const isUnstorable = (value: unknown): boolean => typeof value === 'string' && !isStorable(value);

const cursorTypes: Readonly<Record<string, CursorType>> = { timestamptz: 'time', bigint: 'number', int: 'integer' };

function orderOf({ order, name }: ToMany, chosen: ListArguments['orderBy']): Order {
  if (!('choices' in order)) return order;
  const property = chosen && order.choices[chosen.field];
  if (!property) throw badInput(`${name} needs \`orderBy\`.`, { argument: 'orderBy' });
  return { property, direction: chosen.direction };
}
