import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { buildSchema, getNamedType, isNonNullType, isObjectType, type GraphQLField, type GraphQLNamedType } from 'graphql';
import type pg from 'pg';
import type * as listStatements from '../../src/loaders/list-statements.js';
import type { Lookup, Order, ToMany, ToOne } from '../../src/loaders/relation.js';
import type * as rowStatements from '../../src/loaders/row-statements.js';
import type { CompiledStatement } from '../../src/loaders/sql/statement-builder.js';
import type { Tables } from '../../src/loaders/sql/tables.js';
import type { Page } from '../../src/shared/page.js';
import { product } from '../database/product.ts';

/** A statement by which a relation is read, with the values it would be given. */
export interface RelationStatement {
  relation: string;
  /** `page by createdAt DESC after`, `count`, `rows`. */
  what: string;
  /** Whether it should read little more than it answers: not so a count, and a filter that no index can serve. */
  bounded: boolean;
  text: string;
  values: unknown[];
}

type Declared = ToMany | ToOne | Lookup;

/** All that `src/loaders/relations` declares, as the statements of the batched strategy. */
export async function relationStatements(
  client: pg.Client,
  tables: Tables,
  viewer: (name: string) => unknown,
): Promise<RelationStatement[]> {
  const compile = {
    ...(await product<typeof listStatements>('loaders/list-statements.js')),
    ...(await product<typeof rowStatements>('loaders/row-statements.js')),
  };
  const samples = new Samples(client, tables);
  const statements: RelationStatement[] = [];
  for (const declared of await declaredRelations()) {
    const add = async (what: string, bounded: boolean, compiled: CompiledStatement, own: Readonly<Record<string, unknown>>) => {
      const values = compiled.parameters.map((parameter) => {
        if ('constant' in parameter) return parameter.constant;
        const { parameter: name, convert } = parameter;
        const value = name in own ? own[name] : viewer(name);
        return convert ? convert(value) : value;
      });
      statements.push({ relation: declared.name, what, bounded, text: compiled.text, values });
    };
    if (isList(declared)) {
      const required = requiredFilters(declared.name);
      const parents = declared.foreignKey === null ? [] : [await samples.busiest(declared)];
      const args = Object.fromEntries(Object.entries(await samples.filters()).map(([name, value]) => [`args.${name}`, value]));
      const own: Record<string, unknown> = {
        parents,
        'page.limit': 21,
        ...args,
        ...(await samples.position(declared, parents[0])),
      };
      const properties = [...tables.all(declared.target).keys()];
      for (const order of ordersOf(declared)) {
        const shape = { relation: declared, filters: required, order };
        const named = `by ${order.property} ${order.direction}`;
        const position = {
          ...own,
          'after.value': own[`after.${order.property}`],
          'before.value': own[`after.${order.property}`],
        };
        await add(`page ${named}`, true, compile.pageStatement(tables, shape, properties, page({})), own);
        await add(`page ${named} after`, true, compile.pageStatement(tables, shape, properties, page({ after: '' })), position);
        await add(
          `page ${named} before`,
          true,
          compile.pageStatement(tables, shape, properties, page({ before: '', backwards: true })),
          position,
        );
        await add(`behind ${named}`, true, compile.behindStatement(tables, shape, page({ after: '' })), position);
      }
      const [order] = ordersOf(declared) as [Order];
      await add('count', false, compile.countStatement(tables, { relation: declared, filters: required, order }), own);
      for (const filter of Object.keys(declared.filters).filter((name) => !required.includes(name))) {
        const shape = { relation: declared, filters: [...required, filter], order };
        await add(`page with ${filter}`, false, compile.pageStatement(tables, shape, properties, page({})), own);
      }
    } else {
      const lookup = 'kind' in declared ? { ...declared, by: declared.targetKey } : declared;
      const keys = await samples.keys(declared);
      const properties = [...tables.all(lookup.target).keys()];
      await add('rows', true, compile.rowsStatement(tables, lookup, properties, []), { keys });
    }
  }
  return statements;
}

const page = (of: Partial<Page>): Page => ({ size: 20, backwards: false, after: null, before: null, ...of });

const isList = (declared: Declared): declared is ToMany => 'kind' in declared && declared.kind === 'many';

const ordersOf = ({ order }: ToMany): Order[] =>
  'choices' in order
    ? Object.values(order.choices).flatMap((property) => (['ASC', 'DESC'] as const).map((direction) => ({ property, direction })))
    : [order];

async function declaredRelations(): Promise<Declared[]> {
  const files = (await readdir(new URL('../../dist/loaders/relations/', import.meta.url))).filter((name) =>
    name.endsWith('.relations.js'),
  );
  const found: Declared[] = [];
  for (const file of files.sort()) {
    for (const exported of Object.values(await product<Record<string, unknown>>(`loaders/relations/${file}`))) {
      if (typeof exported !== 'object' || exported === null) continue;
      if ('target' in exported) found.push(exported as Declared);
      else
        found.push(
          ...Object.values(exported).filter(
            (value): value is Declared => typeof value === 'object' && value !== null && 'target' in value,
          ),
        );
    }
  }
  return found;
}

/** The arguments that the schema always wants of a list: without them it cannot be asked for. */
function requiredFilters(relation: string): string[] {
  let type: GraphQLNamedType | undefined = schema.getQueryType() ?? undefined;
  let required: string[] = [];
  for (const name of relation.replace(/^Query\./, '').split('.')) {
    const field: GraphQLField<unknown, unknown> | undefined = isObjectType(type) ? type.getFields()[name] : undefined;
    required = field?.args.filter((argument) => isNonNullType(argument.type)).map((argument) => argument.name) ?? [];
    type = field && getNamedType(field.type);
  }
  return required;
}

const schema = buildSchema(readFileSync(new URL('../../src/schema/schema.graphql', import.meta.url), 'utf8'));

/** Values for parameters, out of the data. */
class Samples {
  readonly #client: pg.Client;
  readonly #tables: Tables;
  #filters: Record<string, unknown> | undefined;

  constructor(client: pg.Client, tables: Tables) {
    this.#client = client;
    this.#tables = tables;
  }

  /** The parent with the most rows, or any at all when there are none. */
  async busiest({ target, foreignKey, source }: ToMany): Promise<string | null> {
    const key = this.#tables.column(target, foreignKey!).name;
    const [row] = await this.#rows(
      `select ${key} as value from ${this.#tables.table(target)} where ${key} is not null group by 1 order by count(*) desc limit 1`,
    );
    const [any] = row ? [row] : await this.#rows(`select id as value from ${this.#tables.table(source!)} limit 1`);
    return (any?.['value'] as string | undefined) ?? null;
  }

  /** A place in the middle of a list, for each of its orders: `after.<property>`, `after.id`. */
  async position({ target, foreignKey }: ToMany, parent: string | null | undefined): Promise<Record<string, unknown>> {
    const columns = [...this.#tables.all(target)].map(([property, { name }]) => `${name} as "after.${property}"`);
    const where = foreignKey === null ? '' : `where ${this.#tables.column(target, foreignKey).name} = '${parent ?? NOTHING}'`;
    const count = `(select count(*) / 2 from (select from ${this.#tables.table(target)} ${where} limit 200000) listed)`;
    const [row] = await this.#rows(
      `select ${columns.join()} from ${this.#tables.table(target)} ${where} order by id offset ${count} limit 1`,
    );
    return { 'before.id': row?.['after.id'] ?? NOTHING, 'after.id': NOTHING, ...row };
  }

  async keys(declared: ToOne | Lookup): Promise<unknown[]> {
    const [entity, property] = 'kind' in declared ? [declared.source, declared.key] : [declared.target, declared.by];
    const { name } = this.#tables.column(entity, property);
    return (
      await this.#rows(`select distinct ${name} as value from ${this.#tables.table(entity)} where ${name} is not null limit 20`)
    ).map(({ value }) => value);
  }

  async filters(): Promise<Record<string, unknown>> {
    if (this.#filters) return this.#filters;
    const [busiest] = await this.#rows(`
      select o.id as "organizationId", o.slug as "organizationSlug", (select p.slug from projects p where p.organization_id = o.id limit 1) as slug
      from organizations o order by (select count(*) from projects p where p.organization_id = o.id) desc limit 1`);
    return (this.#filters = {
      ...busiest,
      status: 'ACTIVE',
      kind: 'GENERIC',
      role: 'MEMBER',
      query: 'lantern',
      types: ['FILE_UPLOADED'],
      unreadOnly: true,
      openAt: new Date(),
    });
  }

  async #rows(text: string): Promise<Record<string, unknown>[]> {
    return (await this.#client.query<Record<string, unknown>>(text)).rows;
  }
}

const NOTHING = '00000000-0000-0000-0000-000000000000';
