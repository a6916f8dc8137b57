import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { columnsOf } from '../shared/conditions.js';
import { holds } from '../shared/holds.js';
import { readPage, type Page } from '../shared/page.js';
import { encodeStreamCursor } from '../shared/stream-cursor.js';
import { Connection, orderName } from './connection.js';
import { isUnstorable, keyOf, listValues, shapeOf, type ListArguments } from './list-arguments.js';
import { behindStatement, countStatement, pageStatement, REACHED, type ListShape } from './list-statements.js';
import type { ListStream } from './list-stream.js';
import { joinedFor, nameOf, takeJoined } from './joined.js';
import type { ReadModel } from './read-model.js';
import type { Order, ToMany } from './relation.js';
import { propertiesFor, selectedFields, selects } from './selection.js';
import type { CompiledStatement } from './sql/statement-builder.js';
import type { Viewpoint } from './viewpoint.js';

type Row = Record<string, unknown>;

/** Reads pages of lists; the same page of several parents is one statement. */
export class ListReader {
  private readonly loaders = new Map<string, DataLoader<string, Row[]>>();

  constructor(
    private readonly model: ReadModel,
    private readonly viewpoint: Viewpoint,
  ) {}

  /** A page of the list of a row, or of a list at the root (`parent` null); null where the viewer has no such list. */
  async page(
    relation: ToMany,
    parent: object | null,
    args: ListArguments,
    info: GraphQLResolveInfo,
  ): Promise<Connection<object> | null> {
    if (!this.has(relation, parent, args)) return null;
    const page = readPage(args);
    const withStream = relation.stream !== null && selects(info, 'streamCursor');
    const shape = { ...shapeOf(relation, args), withStream };
    const { tables } = this.model;
    const values = listValues(tables, shape, page, args);
    const parentId = relation.foreignKey === null ? null : (parent as { id: string }).id;
    const ask = (what: string, compile: () => CompiledStatement) => this.ask(what, shape, page, values, parentId, compile);

    const fields = [...selectedFields(info, ['nodes']), ...selectedFields(info, ['edges', 'node'])];
    const properties = propertiesFor(tables, relation.target, fields, [shape.order.property]);
    const joined = joinedFor(tables, relation.target, info, [['nodes'], ['edges', 'node']]);
    const read = needsRows(relation, info)
      ? await ask(`page ${properties.join()} ${nameOf(joined)}`, () => pageStatement(tables, shape, properties, page, joined))
      : [];
    // The place in the stream is told, be there rows or not.
    const rows = withStream ? read.filter(({ id }) => id !== null) : read;
    takeJoined(tables, rows, joined);
    const reached = withStream ? (read[0]![REACHED] as number) : null;
    const questions = {
      totalCount: async () => Number((await ask('count', () => countStatement(tables, shape)))[0]!['count']),
      hasRowsBehind: async () => (await ask('behind', () => behindStatement(tables, shape, page)))[0]!['behind'] === true,
    };
    const connection = new Connection(rows, page, shape.order, questions, reached);
    const counts = Object.entries(relation.counts).map(([field, list]) => [field, () => this.count(list, reached)] as const);
    const streamCursor = reached !== null && { streamCursor: this.streamCursor(relation.stream!, parentId, reached) };
    return Object.assign(connection, Object.fromEntries(counts), streamCursor);
  }

  /** The first row of a list at the root that is in a fixed order, or null. */
  async first(relation: ToMany, args: Record<string, unknown>, info: GraphQLResolveInfo): Promise<object | null> {
    if (Object.values(args).some(isUnstorable)) return null;
    const shape = shapeOf(relation, args);
    const { tables } = this.model;
    const properties = propertiesFor(tables, relation.target, selectedFields(info));
    const compile = () => pageStatement(tables, shape, properties, wholeList);
    const values = listValues(tables, shape, wholeList, args);
    const [row] = await this.ask(`first ${properties.join()}`, shape, wholeList, values, null, compile);
    return row ?? null;
  }

  /** The rows of a list at the root that is in a fixed order, at most 100, without filters. */
  async all(relation: ToMany, info: GraphQLResolveInfo): Promise<object[]> {
    const shape = wholeShape(relation);
    const page: Page = { ...wholeList, size: MOST - 1 };
    const { tables } = this.model;
    const properties = propertiesFor(tables, relation.target, selectedFields(info));
    const compile = () => pageStatement(tables, shape, properties, page);
    return this.ask(`all ${properties.join()}`, shape, page, listValues(tables, shape, page, {}), null, compile);
  }

  /** The number of rows of a list at the root, without filters; of those up to what its stream had `reached`, if that is told. */
  async count(relation: ToMany, reached: number | null = null): Promise<number> {
    const shape = { ...wholeShape(relation), withStream: reached !== null };
    const [row] = await this.ask('count', shape, wholeList, { 'page.reached': reached }, null, () =>
      countStatement(this.model.tables, shape),
    );
    return Number(row!['count']);
  }

  private streamCursor({ of }: ListStream, parentId: string | null, position: number): string {
    const streamId = of === 'PARENT' ? parentId : this.viewpoint.requester.userId;
    return encodeStreamCursor(streamId!, position);
  }

  private has({ source, when, within, ids }: ToMany, parent: object | null, args: object): boolean {
    if (source === null && this.viewpoint.requester.userId === null) return false;
    if (within !== null) {
      const value = keyOf({ id: ids[within.argument] }, (args as Record<string, string>)[within.argument]!);
      return value === null || (this.viewpoint.value(within.values.parameter) as readonly string[]).includes(value);
    }
    return when === null || holds(when(columnsOf<never>(source as never, 'r')), parent!, (name) => this.viewpoint.value(name));
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
      shape.withStream ? 'stream' : '',
    ].join(' ');
    const fetch = (parents: readonly string[]) => {
      const value = (name: string) => (name === 'parents' ? parents : name in values ? values[name] : this.viewpoint.bound(name));
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
}

/** Of a list without pages. */
const MOST = 100;

/** From its start, and no row but the first. */
const wholeList: Page = { size: 0, backwards: false, after: null, before: null };

const wholeShape = (relation: ToMany): ListShape => ({ relation, filters: [], order: relation.order as Order });

/** A list that is only counted is not read. */
const needsRows = ({ counts }: ToMany, info: GraphQLResolveInfo) =>
  [...selectedFields(info)].some((field) => field !== 'totalCount' && field !== '__typename' && !(field in counts));
