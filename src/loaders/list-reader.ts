import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { decodeCursor } from '../shared/cursor.js';
import { badInput } from '../shared/errors.js';
import type { OrderDirection } from '../shared/enums/ordering.js';
import { readPage, type Page, type PageArguments } from '../shared/page.js';
import { viewerValue, type Requester } from '../shared/requester.js';
import { isStorable } from '../shared/storable-text.js';
import { Connection, orderName } from './connection.js';
import { behindStatement, countStatement, pageStatement, type ListShape } from './list-statements.js';
import type { ReadModel } from './read-model.js';
import type { Order, ToMany } from './relation.js';
import { propertiesFor, selectedFields } from './selection.js';
import type { CompiledStatement } from './sql/statement-builder.js';

interface ListArguments extends PageArguments {
  orderBy?: { field: string; direction: OrderDirection } | null;
}

type Row = Record<string, unknown>;

/** Reads pages of lists; the same page of several parents is one statement. */
export class ListReader {
  private readonly loaders = new Map<string, DataLoader<string, Row[]>>();

  constructor(
    private readonly model: ReadModel,
    private readonly requester: Requester,
  ) {}

  async page(
    relation: ToMany,
    parent: string | null,
    args: ListArguments,
    info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    const page = readPage(args);
    const shape = shapeOf(relation, args as Record<string, unknown>);
    const values = this.values(shape, page, args as Record<string, unknown>);
    const ask = (what: string, compile: () => CompiledStatement) => this.ask(what, shape, page, values, parent, compile);

    const { tables } = this.model;
    const fields = [...selectedFields(info, ['nodes']), ...selectedFields(info, ['edges', 'node'])];
    const properties = propertiesFor(tables, relation.target, fields, [shape.order.property]);
    const rows = needsRows(info)
      ? await ask(`page ${properties.join()}`, () => pageStatement(tables, shape, properties, page))
      : [];
    return new Connection(rows, page, shape.order, {
      totalCount: async () => Number((await ask('count', () => countStatement(tables, shape)))[0]!['count']),
      hasRowsBehind: async () => (await ask('behind', () => behindStatement(tables, shape, page)))[0]!['behind'] === true,
    });
  }

  /** The first row of a list at the root that is in a fixed order, or null. */
  async first(relation: ToMany, args: Record<string, unknown>, info: GraphQLResolveInfo): Promise<object | null> {
    if (Object.values(args).some(isUnstorable)) return null;
    const shape = shapeOf(relation, args);
    const { tables } = this.model;
    const properties = propertiesFor(tables, relation.target, selectedFields(info));
    const compile = () => pageStatement(tables, shape, properties, wholeList);
    const [row] = await this.ask(
      `first ${properties.join()}`,
      shape,
      wholeList,
      this.values(shape, wholeList, args),
      null,
      compile,
    );
    return row ?? null;
  }

  /** The rows of a list at the root that is in a fixed order, at most 100, without filters. */
  async all(relation: ToMany, info: GraphQLResolveInfo): Promise<object[]> {
    const shape: ListShape = { relation, filters: [], order: relation.order as Order };
    const page: Page = { ...wholeList, size: MOST - 1 };
    const properties = propertiesFor(this.model.tables, relation.target, selectedFields(info));
    const compile = () => pageStatement(this.model.tables, shape, properties, page);
    return this.ask(`all ${properties.join()}`, shape, page, this.values(shape, page, {}), null, compile);
  }

  /** The number of rows of a list at the root, without filters. */
  async count(relation: ToMany): Promise<number> {
    const shape: ListShape = { relation, filters: [], order: relation.order as Order };
    const [row] = await this.ask('count', shape, wholeList, {}, null, () => countStatement(this.model.tables, shape));
    return Number(row!['count']);
  }

  private async ask(
    what: string,
    shape: ListShape,
    page: Page,
    values: Record<string, unknown>,
    parent: string | null,
    compile: () => CompiledStatement,
  ): Promise<Row[]> {
    const shapeName = [
      what,
      shape.relation.name,
      shape.filters.join(),
      orderName(shape.order),
      page.backwards ? 'last' : 'first',
      page.after === null ? '' : 'after',
      page.before === null ? '' : 'before',
    ].join(' ');
    const fetch = (parents: readonly string[]) => {
      const value = (name: string) =>
        name === 'parents' ? parents : name in values ? values[name] : viewerValue(this.requester, name);
      return this.model.rows<Row>(this.model.statements.statement(shapeName, compile, value));
    };
    if (parent === null) return fetch([]);

    const key = `${shapeName} ${JSON.stringify(values)}`;
    let loader = this.loaders.get(key);
    if (!loader) {
      loader = new DataLoader(async (parents) => {
        const byParent = Map.groupBy(await fetch(parents), (row) => row['parent'] as string);
        return parents.map((id) => byParent.get(id) ?? []);
      });
      this.loaders.set(key, loader);
    }
    return loader.load(parent);
  }

  private values(shape: ListShape, page: Page, args: Record<string, unknown>): Record<string, unknown> {
    const values: Record<string, unknown> = { 'page.limit': page.size + 1 };
    for (const filter of shape.filters) {
      if (isUnstorable(args[filter]))
        throw badInput(`\`${filter}\` must be well-formed text without zero bytes.`, { argument: filter });
      values[`args.${filter}`] = args[filter];
    }
    for (const cursor of ['after', 'before'] as const) {
      if (page[cursor] === null) continue;
      const { type } = this.model.tables.column(shape.relation.target, shape.order.property);
      const position = decodeCursor(page[cursor], orderName(shape.order), cursorTypes[type] ?? 'string', cursor);
      values[`${cursor}.value`] = type === 'timestamptz' ? new Date(position.value) : position.value;
      values[`${cursor}.id`] = position.id;
    }
    return values;
  }
}

const isUnstorable = (value: unknown): boolean => typeof value === 'string' && !isStorable(value);

/** Of a list without pages. */
const MOST = 100;

/** From its start, and no row but the first. */
const wholeList: Page = { size: 0, backwards: false, after: null, before: null };

const cursorTypes: Readonly<Record<string, 'time' | 'number'>> = { timestamptz: 'time', bigint: 'number', int: 'number' };

/** A list that is only counted is not read. */
const needsRows = (info: GraphQLResolveInfo) =>
  [...selectedFields(info)].some((field) => !['totalCount', 'unreadCount', '__typename'].includes(field));

function shapeOf(relation: ToMany, args: Record<string, unknown>): ListShape {
  const filters = Object.keys(relation.filters).filter((name) => args[name] != null && args[name] !== false);
  return { relation, filters, order: orderOf(relation, args['orderBy'] as ListArguments['orderBy']) };
}

function orderOf({ order, name }: ToMany, chosen: ListArguments['orderBy']): Order {
  if (!('choices' in order)) return order;
  const property = chosen && order.choices[chosen.field];
  if (!property) throw badInput(`${name} needs \`orderBy\`.`, { argument: 'orderBy' });
  return { property, direction: chosen.direction };
}
