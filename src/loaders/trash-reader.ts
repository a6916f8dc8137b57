import type { GraphQLResolveInfo } from 'graphql';
import { FileEntity } from '../entities/relational/file.entity.js';
import { FolderEntity } from '../entities/relational/folder.entity.js';
import { parameter } from '../shared/conditions.js';
import { decodeCursor } from '../shared/cursor.js';
import { readPage, type Page, type PageArguments } from '../shared/page.js';
import { Connection, orderName } from './connection.js';
import type { ReadModel } from './read-model.js';
import type { Order } from './relation.js';
import { propertiesFor, selectedFields } from './selection.js';
import { StatementBuilder, type CompiledStatement } from './sql/statement-builder.js';

const lastDeletedFirst: Order = { property: 'deletedAt', direction: 'DESC' };

const kinds = ['File', 'Folder'] as const;
type Kind = (typeof kinds)[number];

const entities: Record<Kind, new () => FileEntity | FolderEntity> = { File: FileEntity, Folder: FolderEntity };

/** A place in the list with the row that lies there: its columns are named `File.name` or `Folder.name`, by what it is. */
interface Place extends Record<string, unknown> {
  type: Kind;
}

/** What of each kind is read. */
type Properties = Record<Kind, readonly string[]>;

/** Reads the trash of a project: files and folders in one list, by one statement. */
export class TrashReader {
  constructor(private readonly model: ReadModel) {}

  async page(projectId: string, args: PageArguments, info: GraphQLResolveInfo): Promise<Connection<object>> {
    const page = readPage(args);
    const values: Record<string, unknown> = { project: projectId, limit: page.size + 1 };
    for (const cursor of ['after', 'before'] as const) {
      if (page[cursor] === null) continue;
      const position = decodeCursor(page[cursor], orderName(lastDeletedFirst), 'time', cursor);
      values[`${cursor}.value`] = new Date(position.value);
      values[`${cursor}.id`] = position.id;
    }
    const ask = <T extends object>(what: string, compile: () => CompiledStatement) =>
      this.model.rows<T>(
        this.model.statements.statement(
          `trash ${what} ${page.backwards} ${page.after !== null} ${page.before !== null}`,
          compile,
          (name) => values[name],
        ),
      );

    const fields = [...selectedFields(info, ['nodes']), ...selectedFields(info, ['edges', 'node'])];
    const propertiesOf = (kind: Kind) => propertiesFor(this.model.tables, entities[kind], fields, ['deletedAt']);
    const properties: Properties = { File: propertiesOf('File'), Folder: propertiesOf('Folder') };
    const places = await ask<Place>(`page ${JSON.stringify(properties)}`, () => this.pageStatement(page, properties));
    const rows = places.map((place) => rowAt(place, properties));
    return new Connection(rows, page, lastDeletedFirst, {
      totalCount: async () => Number((await ask<{ count: number }>('count', () => this.countStatement()))[0]!.count),
      hasRowsBehind: async () => (await ask('behind', () => this.behindStatement(page))).length > 0,
    });
  }

  private pageStatement(page: Page, properties: Properties): CompiledStatement {
    const sql = new StatementBuilder(this.model.tables);
    const direction = page.backwards ? 'asc' : 'desc';
    const conditions = (['after', 'before'] as const)
      .filter((cursor) => page[cursor] !== null)
      .map((cursor) => beyond(sql, cursor));
    const end = `order by 2 ${direction}, 1 ${direction} limit ${sql.parameter(parameter('limit'), 'bigint')}`;
    const [files, folders] = kinds.map((kind) => `(${this.deleted(sql, kind, conditions)} ${end})`);
    const columns = kinds.flatMap((kind) =>
      properties[kind].map((property) => `${alias(kind)}.${columnOf(sql, kind, property)} as "${kind}.${property}"`),
    );
    const joins = kinds.map(
      (kind) =>
        `left join ${sql.tables.table(entities[kind])} ${alias(kind)} on p."type" = '${kind}' and ${alias(kind)}.${columnOf(sql, kind, 'id')} = p."id"`,
    );
    // In one statement, since of what goes in between there would be a place and no row.
    return sql.finish(
      `select p."type", ${columns.join(', ')} from (${files} union all ${folders} ${end}) p ${joins.join(' ')} order by p."deletedAt" ${direction}, p."id" ${direction}`,
    );
  }

  private countStatement(): CompiledStatement {
    const sql = new StatementBuilder(this.model.tables);
    const [files, folders] = kinds.map((kind) => `(select count(*) from (${this.deleted(sql, kind, [])}) x)`);
    return sql.finish(`select ${files} + ${folders} as "count"`);
  }

  private behindStatement(page: Page): CompiledStatement {
    const sql = new StatementBuilder(this.model.tables);
    const behind = [`not ${beyond(sql, page.backwards ? 'before' : 'after')}`];
    const [files, folders] = kinds.map((kind) => `(${this.deleted(sql, kind, behind)} limit 1)`);
    return sql.finish(`${files} union all ${folders}`);
  }

  private deleted(sql: StatementBuilder, type: Kind, conditions: readonly string[]): string {
    const target = entities[type];
    const column = (property: string) => sql.column({ entity: target, alias: 'r', property });
    return [
      `select ${column('id')} as "id", ${column('deletedAt')} as "deletedAt", '${type}' as "type"`,
      `from ${sql.tables.table(target)} r`,
      `where ${column('projectId')} = ${sql.parameter(parameter('project'), 'uuid')}`,
      `and ${column('deletedAt')} is not null and ${column('deletedWithId')} is null`,
      ...conditions.map((condition) => `and ${condition}`),
    ].join(' ');
  }
}

const alias = (kind: Kind): string => kind.toLowerCase();

const columnOf = (sql: StatementBuilder, kind: Kind, property: string): string =>
  sql.tables.column(entities[kind], property).name;

function rowAt(place: Place, properties: Properties): object {
  const { type } = place;
  const values = properties[type].map((property): [string, unknown] => [property, place[`${type}.${property}`]]);
  return { ...Object.fromEntries(values), __typename: type };
}

function beyond(sql: StatementBuilder, cursor: 'after' | 'before'): string {
  const position = `${sql.parameter(parameter(`${cursor}.value`), 'timestamptz')}, ${sql.parameter(parameter(`${cursor}.id`), 'uuid')}`;
  // Files and folders name these columns alike.
  const [deletedAt, id] = ['deletedAt', 'id'].map((property) => sql.column({ entity: FileEntity, alias: 'r', property }));
  return `(${deletedAt}, ${id}) ${cursor === 'after' ? '<' : '>'} (${position})`;
}
