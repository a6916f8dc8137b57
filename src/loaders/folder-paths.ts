import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { FolderEntity } from '../entities/relational/folder.entity.js';
import { parameter } from '../shared/conditions.js';
import type { ReadModel } from './read-model.js';
import { propertiesFor, selectedFields } from './selection.js';
import { StatementBuilder, type CompiledStatement } from './sql/statement-builder.js';

type PathRow = FolderEntity & { below: string };

/** Reads the way from the root down to folders; one statement for all that are asked for at once, however deep. */
export class FolderPaths {
  private readonly loaders = new Map<string, DataLoader<string, FolderEntity[]>>();

  constructor(private readonly model: ReadModel) {}

  ancestors(folderId: string, info: GraphQLResolveInfo): Promise<FolderEntity[]> {
    const properties = propertiesFor(this.model.tables, FolderEntity, selectedFields(info), ['parentId']);
    const name = `ancestors ${properties.join()}`;
    let loader = this.loaders.get(name);
    if (!loader) {
      loader = new DataLoader((ids) => this.fetch(name, properties, ids));
      this.loaders.set(name, loader);
    }
    return loader.load(folderId);
  }

  private async fetch(name: string, properties: readonly string[], ids: readonly string[]): Promise<FolderEntity[][]> {
    const rows = await this.model.rows<PathRow>(
      this.model.statements.statement(
        name,
        () => this.statement(properties),
        () => ids,
      ),
    );
    const byFolder = Map.groupBy(rows, ({ below }) => below);
    return ids.map((id) => byFolder.get(id) ?? []);
  }

  private statement(properties: readonly string[]): CompiledStatement {
    const sql = new StatementBuilder(this.model.tables);
    const folders = sql.tables.table(FolderEntity);
    const { name: id } = sql.tables.column(FolderEntity, 'id');
    const { name: parentId } = sql.tables.column(FolderEntity, 'parentId');
    return sql.finish(`
      with recursive path as (
        select f.${id} as below, f.${parentId} as next, 0 as distance from ${folders} f where f.${id} = any(${sql.parameter(parameter('folders'), 'uuid[]')})
        union all
        select path.below, f.${parentId}, path.distance + 1 from path join ${folders} f on f.${id} = path.next
      )
      select path.below, ${sql.select(FolderEntity, 'r', properties)}
      from path join ${folders} r on r.${id} = path.next order by path.distance desc`);
  }
}
