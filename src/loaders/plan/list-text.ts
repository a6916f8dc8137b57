import { getNamedType, isObjectType, type FieldNode, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { columnsOf, parameter } from '../../shared/conditions.js';
import { propertiesIn } from '../../shared/holds.js';
import { viewer } from '../../shared/requester.js';
import { readPage, type Page } from '../../shared/page.js';
import { orderName } from '../connection.js';
import { listValues, shapeOf } from '../list-arguments.js';
import { countOfAll } from '../count-of-all.js';
import { reachedIn, streamIdOf, walkAt } from '../list-stream.js';
import { allRows, isBehind, pageRows, type ListPlace, type ListShape } from '../list-statements.js';
import type { Order, ToMany } from '../relation.js';
import { collectFields } from './collect-fields.js';
import { base64url, booleanText, listText, nullableText, objectText, orNull, sqlOf, type JsonText } from './json-text.js';
import { Unplannable, type Part, type QueryParts } from './parts.js';
import type { ObjectGaps } from './plan.js';
import { RowScope } from './row-scope.js';

/** The number of a row of a page, counted from where the page begins. */
const NUMBER = '"#"';

/** A list at one place of a statement. */
interface List {
  shape: ListShape;
  page: Page;
  place: ListPlace;
  /** Whose rows they are. */
  ofParent: readonly string[];
  /** A row of the page, as its fields see it. */
  row: RowScope;
}

/** Compiles lists: each to one expression that makes its whole connection. */
export class ListCompiler {
  constructor(private readonly query: QueryParts) {}

  /** The connection of a list, or its first row where the schema has an object; `null` where the viewer has no such list. */
  field(relation: ToMany, field: GraphQLField<unknown, unknown>, nodes: readonly FieldNode[], parent: RowScope | null): Part {
    const node = nodes[0]!;
    const args = this.query.arguments(field, node);
    const alias = this.query.place();
    const type = getNamedType(field.type);
    if (!isObjectType(type)) throw new Unplannable();
    const withStream = relation.stream !== null && this.asksFor(type, nodes, 'streamCursor');
    const place = { alias, prefix: `${alias}.`, reached: withStream ? `${alias}_reached` : null };
    const shape = shapeOf(relation, args);
    const list: List = {
      shape,
      page: readPage(args),
      place,
      ofParent: this.link(relation, place, parent),
      row: new RowScope(this.query.tables, relation.target, `${alias}_page`),
    };
    const isConnection = 'pageInfo' in type.getFields();
    const lookingAhead = isConnection && this.looksAhead(type, nodes, list.page);

    this.query.bind(field, node, alias, (given) => {
      const page = readPage(given);
      const size = isConnection ? page.size : 1;
      const values = listValues(this.query.tables, shape, page, given);
      return { ...values, 'page.limit': lookingAhead ? size + 1 : size, 'page.size': size };
    });
    const part = isConnection ? this.connection(list, type, nodes, lookingAhead, parent) : this.first(list, type, nodes);
    return { ...part, text: this.gated(relation, place, parent, part.text) };
  }

  private link({ foreignKey, target }: ToMany, { alias }: ListPlace, parent: RowScope | null): string[] {
    if (foreignKey === null || parent === null) return [];
    return [this.query.sql.pinned({ entity: target, alias, property: foreignKey }, parent.column('id'), 'MANY')];
  }

  private gated({ source, when, within }: ToMany, { prefix }: ListPlace, parent: RowScope | null, text: JsonText): JsonText {
    const { sql } = this.query;
    const conditions: string[] = [];
    if (source === null) conditions.push(`${sql.parameter(viewer.userId, 'uuid')} is not null`);
    if (within) {
      const value = sql.parameter(parameter(`${prefix}args.${within.argument}`), 'uuid');
      conditions.push(`${value} = any(${sql.parameter(within.values, 'uuid[]')})`);
    }
    if (when && parent) {
      const condition = when(columnsOf<never>(parent.entity as never, parent.alias));
      propertiesIn(condition).forEach((property) => parent.column(property));
      conditions.push(sql.condition(condition));
    }
    return conditions.length === 0
      ? text
      : [{ sql: `case when ${conditions.join(' and ')} then ${sqlOf(text)} else 'null' end` }];
  }

  private first(list: List, type: GraphQLObjectType, nodes: readonly FieldNode[]): Part {
    const { text, gaps } = this.query.object({ type, nodes, row: list.row });
    return { text: orNull(`(select ${sqlOf(text)} from ${this.rows(list, false)})`), gaps };
  }

  private connection(
    list: List,
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    lookingAhead: boolean,
    parent: RowScope | null,
  ): Part {
    const { sql } = this.query;
    const { relation } = list.shape;
    const { reached } = list.place;
    const streamId = reached === null ? null : streamIdOf(sql, relation.stream!, parent && parent.column('id'));
    const within: [string, ObjectGaps][] = [];
    let readsRows = false;
    const members = [...this.fieldsOf(type, nodes)].map(([name, [node, ...others]]): [string, JsonText] => {
      const field = node!.name.value;
      if (field === '__typename') return [name, this.query.typeName(type, node!)];
      if (field === 'totalCount') return [name, this.count(list)];
      if (field === 'streamCursor')
        return [name, ['"', { sql: base64url(`concat(${streamId}, ':', ${reached}.position)`) }, '"']];
      if (field in relation.counts) return [name, this.countOf(relation.counts[field]!, list)];
      if (field === 'pageInfo') {
        const pageInfo = this.pageInfo(list, type, [node!, ...others]);
        readsRows ||= pageInfo.readsRows;
        return [name, pageInfo.text];
      }
      readsRows = true;
      const part = this.items(list, type, field, [node!, ...others], lookingAhead);
      if (part.gaps) within.push([name, part.gaps]);
      return [name, part.text];
    });
    const from = readsRows ? ` from ${this.rows(list, lookingAhead)}` : '';
    const made = `(select ${sqlOf(objectText(members))}${from})`;
    return {
      text: [
        {
          sql:
            streamId === null
              ? made
              : `(select ${made} from ${reachedIn(relation.stream!, streamId, walkAt(sql, list.place.prefix))} ${reached})`,
        },
      ],
      gaps: within.length > 0 ? { made: null, within } : null,
    };
  }

  /** `nodes` or `edges`. */
  private items(list: List, type: GraphQLObjectType, field: string, nodes: readonly FieldNode[], lookingAhead: boolean): Part {
    // Other aggregates of the page may have its rows sorted for themselves.
    const order = lookingAhead ? ` order by ${list.row.alias}.${NUMBER} ${list.page.backwards ? 'desc' : 'asc'}` : '';
    const filter = lookingAhead ? this.onPage(list) : '';
    const itemType = getNamedType(type.getFields()[field]!.type);
    if (!isObjectType(itemType)) throw new Unplannable();
    const { text, gaps } =
      field === 'nodes' ? this.query.object({ type: itemType, nodes, row: list.row }) : this.edge(list, itemType, nodes);
    return { text: listText(text, order, filter), gaps };
  }

  private edge(list: List, type: GraphQLObjectType, nodes: readonly FieldNode[]): Part {
    const within: [string, ObjectGaps][] = [];
    const members = [...this.fieldsOf(type, nodes)].map(([name, fieldNodes]): [string, JsonText] => {
      const [node] = fieldNodes;
      if (node!.name.value === 'cursor') return [name, ['"', { sql: this.cursor(list) }, '"']];
      if (node!.name.value !== 'node') return [name, this.query.typeName(type, node!)];
      const target = getNamedType(type.getFields()['node']!.type);
      if (!isObjectType(target)) throw new Unplannable();
      const { text, gaps } = this.query.object({ type: target, nodes: fieldNodes, row: list.row });
      if (gaps) within.push([name, gaps]);
      return [name, text];
    });
    return { text: objectText(members), gaps: within.length > 0 ? { made: null, within } : null };
  }

  /** `readsRows` when a field of it is an aggregate of the page: without any, there would be one answer a row. */
  private pageInfo(
    list: List,
    connection: GraphQLObjectType,
    nodes: readonly FieldNode[],
  ): { text: JsonText; readsRows: boolean } {
    const type = getNamedType(connection.getFields()['pageInfo']!.type) as GraphQLObjectType;
    const { backwards, before, after } = list.page;
    const more = (): JsonText => booleanText(`count(*) > ${this.size(list)}`);
    const behind = (): JsonText =>
      (backwards ? before : after) === null
        ? ['false']
        : booleanText(isBehind(this.query.sql, list.shape, list.place, list.page, list.ofParent));
    const end = (last: boolean): JsonText => {
      const direction = last === backwards ? 'asc' : 'desc';
      const at = (column: string) =>
        `(array_agg(${column} order by ${list.row.alias}.${NUMBER} ${direction})${this.onPage(list)})[1]`;
      return nullableText(at(list.row.column('id')), ['"', { sql: this.cursor(list, at) }, '"']);
    };
    const values: Readonly<Record<string, () => JsonText>> = {
      hasNextPage: backwards ? behind : more,
      hasPreviousPage: backwards ? more : behind,
      startCursor: () => end(false),
      endCursor: () => end(true),
    };
    const aggregates = ['startCursor', 'endCursor', backwards ? 'hasPreviousPage' : 'hasNextPage'];
    const fields = [...this.fieldsOf(type, nodes)];
    const members = fields.map(([name, [node]]): [string, JsonText] => [
      name,
      values[node!.name.value]?.() ?? this.query.typeName(type, node!),
    ]);
    return { text: objectText(members), readsRows: fields.some(([, [node]]) => aggregates.includes(node!.name.value)) };
  }

  /** Whether it must be known which row is which, or whether more come after the page. */
  private looksAhead(type: GraphQLObjectType, nodes: readonly FieldNode[], { backwards }: Page): boolean {
    return backwards || this.asksFor(type, nodes, 'pageInfo');
  }

  private asksFor(type: GraphQLObjectType, nodes: readonly FieldNode[], field: string): boolean {
    return [...this.fieldsOf(type, nodes).values()].some(([node]) => node!.name.value === field);
  }

  /** The rows of the page, numbered if it is looked ahead; to be written when it is known which columns are needed. */
  private rows(list: List, numbered: boolean): string {
    const { shape, place, page, ofParent, row } = list;
    const select = row.selected(place.alias);
    const rows = `(select ${select} ${pageRows(this.query.sql, shape, place, page, ofParent)}) ${row.alias}`;
    return numbered ? `(select *, row_number() over () as ${NUMBER} from ${rows}) ${row.alias}` : rows;
  }

  private count({ shape, place, ofParent }: List): JsonText {
    return [{ sql: countOfAll(this.query.sql, shape, place, ofParent) }];
  }

  private countOf(relation: ToMany<null>, { place: { reached } }: List): JsonText {
    const alias = this.query.place();
    const shape: ListShape = { relation, filters: [], order: relation.order as Order };
    return [{ sql: `(select count(*) ${allRows(this.query.sql, shape, { alias, prefix: `${alias}.`, reached }, [])})` }];
  }

  /** The cursor of a row, of whose columns `at` makes values. */
  private cursor({ shape: { order, relation }, place: { reached }, row }: List, at = (column: string) => column): string {
    const column = at(row.column(order.property));
    const isMoment = this.query.tables.column(relation.target, order.property).type === 'timestamptz';
    const value = isMoment ? `round(date_part('epoch', ${column}) * 1000)::bigint` : column;
    const walk = reached === null ? `'|'` : `'@', ${reached}.position, '|'`;
    return base64url(`concat('${orderName(order)}', ${walk}, ${value}, '|', ${at(row.column('id'))})`);
  }

  private size({ place }: List): string {
    return this.query.sql.parameter(parameter(`${place.prefix}page.size`), 'bigint');
  }

  private onPage(list: List): string {
    return ` filter (where ${list.row.alias}.${NUMBER} <= ${this.size(list)})`;
  }

  private fieldsOf(type: GraphQLObjectType, nodes: readonly FieldNode[]): Map<string, FieldNode[]> {
    return collectFields(
      this.query.selections,
      type,
      nodes.map(({ selectionSet }) => selectionSet),
    );
  }
}
