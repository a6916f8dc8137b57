import type { GraphQLResolveInfo } from 'graphql';
import { FileEntity } from '../entities/relational/file.entity.js';
import { FolderEntity } from '../entities/relational/folder.entity.js';
import { parameter } from '../shared/conditions.js';
import { decodeCursor } from '../shared/cursor.js';
import { readPage, type Page, type PageArguments } from '../shared/page.js';
import { Connection, orderName } from './connection.js';
import type { ReadModel } from './read-model.js';
import type { Lookup, Order } from './relation.js';
import { selectedFields } from './selection.js';
import { StatementBuilder, type CompiledStatement } from './sql/statement-builder.js';

const lastDeletedFirst: Order = { property: 'deletedAt', direction: 'DESC' };

/** The list that holds the item says who may see it. */
const items: Record<Place['type'], Lookup<FileEntity | FolderEntity>> = {
  File: itemsOf('File', FileEntity),
  Folder: itemsOf('Folder', FolderEntity),
};

function itemsOf(name: string, target: new () => FileEntity | FolderEntity): Lookup<FileEntity | FolderEntity> {
  return { name: `${name} in trash`, target, by: 'id', visible: 'inherited' };
}

interface Place {
  type: 'File' | 'Folder';
  id: string;
  deletedAt: Date;
}

/** Reads the trash of a project: files and folders in one list, by a statement that finds their places and one a kind for the rest. */
export class TrashReader {
  constructor(
    private readonly model: ReadModel,
    private readonly find: (
      lookup: Lookup<FileEntity | FolderEntity>,
      id: string,
      fields: readonly string[],
    ) => Promise<object | null>,
  ) {}

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

    const places = await ask<Place>('page', () => this.pageStatement(page));
    const fields = [...selectedFields(info, ['nodes']), ...selectedFields(info, ['edges', 'node']), 'deletedAt'];
    const found = await Promise.all(
      places.map(async ({ type, id }) => {
        const row = await this.find(items[type], id, fields);
        return row && { ...row, __typename: type };
      }),
    );
    // One that was restored or purged in between is left out.
    const rows = found.filter((row) => row !== null);
    return new Connection(rows, page, lastDeletedFirst, {
      totalCount: async () => Number((await ask<{ count: number }>('count', () => this.countStatement()))[0]!.count),
      hasRowsBehind: async () => (await ask('behind', () => this.behindStatement(page))).length > 0,
    });
  }

  private pageStatement(page: Page): CompiledStatement {
    const sql = new StatementBuilder(this.model.tables);
    const direction = page.backwards ? 'asc' : 'desc';
    const conditions = (['after', 'before'] as const)
      .filter((cursor) => page[cursor] !== null)
      .map((cursor) => beyond(sql, cursor));
    const end = `order by 2 ${direction}, 1 ${direction} limit ${sql.parameter(parameter('limit'), 'bigint')}`;
    const [files, folders] = kinds.map((kind) => `(${this.deleted(sql, kind, conditions)} ${end})`);
    return sql.finish(`${files} union all ${folders} ${end}`);
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

  private deleted(sql: StatementBuilder, type: Place['type'], conditions: readonly string[]): string {
    const { target } = items[type];
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

const kinds = ['File', 'Folder'] as const;

function beyond(sql: StatementBuilder, cursor: 'after' | 'before'): string {
  const position = `${sql.parameter(parameter(`${cursor}.value`), 'timestamptz')}, ${sql.parameter(parameter(`${cursor}.id`), 'uuid')}`;
  // Files and folders name these columns alike.
  const [deletedAt, id] = ['deletedAt', 'id'].map((property) => sql.column({ entity: FileEntity, alias: 'r', property }));
  return `(${deletedAt}, ${id}) ${cursor === 'after' ? '<' : '>'} (${position})`;
}
