import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { PageArguments } from '../shared/page.js';
import { isStorable } from '../shared/storable-text.js';
import type { FolderEntity } from '../entities/relational/folder.entity.js';
import type { Connection } from './connection.js';
import { FolderPaths } from './folder-paths.js';
import { alongWith, joinedFor, nameOf, takeJoined, type Joined } from './joined.js';
import { keyOf } from './list-arguments.js';
import { ListReader } from './list-reader.js';
import type { ReadModel } from './read-model.js';
import type { Lookup, RootOne, ToMany, ToOne } from './relation.js';
import { rowsStatement } from './row-statements.js';
import { propertiesFor, selectedFields } from './selection.js';
import { TrashReader } from './trash-reader.js';
import type { Viewpoint } from './viewpoint.js';

/**
 * The batched strategy of reading, for one request of one viewer: what several parents of a query ask for at the same
 * time is fetched by one statement, with the columns that the query names.
 */
export class Loaders {
  private readonly rowLoaders = new Map<string, DataLoader<string, object | null>>();
  private listReader: ListReader | undefined;
  private pathReader: FolderPaths | undefined;

  constructor(
    private readonly model: ReadModel,
    private readonly viewpoint: Viewpoint,
  ) {}

  // Queries that have a plan need none of these.
  private get lists(): ListReader {
    return (this.listReader ??= new ListReader(this.model, this.viewpoint));
  }

  private get folderPaths(): FolderPaths {
    return (this.pathReader ??= new FolderPaths(this.model));
  }

  /** The row that a row names, or null. `row` holds at least the relation's key. In place of `info`, the names of fields. */
  one<S, T extends object>(relation: ToOne<S, T>, row: object, info: GraphQLResolveInfo | readonly string[]): Promise<T | null> {
    const key = (row as Record<string, string | null>)[relation.key];
    const fields = 'fieldNodes' in info ? selectedFields(info) : info;
    const along = alongWith(row, relation, propertiesFor(this.model.tables, relation.target, fields));
    if (along !== undefined) return Promise.resolve(along as T | null);
    return key == null ? Promise.resolve(null) : this.row(lookupOf(relation as ToOne), key, info);
  }

  /** The row with that value, if the viewer may see it. In place of `info`, the names of the fields that are wanted. */
  find<T extends object>(lookup: Lookup<T>, value: string, info: GraphQLResolveInfo | readonly string[]): Promise<T | null> {
    return isStorable(value) ? this.row(lookup, value, info) : Promise.resolve(null);
  }

  /** What a field of the root finds by its argument, or of the viewer; null when the viewer may not see it. */
  async root<T extends object>(
    { lookup, key }: RootOne<T>,
    args: Readonly<Record<string, string>>,
    info: GraphQLResolveInfo,
  ): Promise<T | null> {
    const value = 'viewer' in key ? this.viewpoint.value(key.viewer.parameter) : keyOf(key, args[key.argument]!);
    return value === null ? null : this.find(lookup, value as string, info);
  }

  /**
   * A page of the list of one row, or of a list at the root (`parent` null); null where the viewer has no such list.
   * @throws RequestError BAD_USER_INPUT
   */
  many<S, T extends object, A extends PageArguments>(
    relation: ToMany<S, T>,
    parent: object | null,
    args: A,
    info: GraphQLResolveInfo,
  ): Promise<Connection<T> | null> {
    return this.lists.page(relation, parent, args, info) as Promise<Connection<T> | null>;
  }

  /** The first row of a list at the root, or null. */
  first<T extends object>(list: ToMany<null, T>, args: Record<string, unknown>, info: GraphQLResolveInfo): Promise<T | null> {
    return this.lists.first(list, args, info) as Promise<T | null>;
  }

  /** The rows of a short list at the root, 100 at most. */
  all<T extends object>(list: ToMany<null, T>, info: GraphQLResolveInfo): Promise<T[]> {
    return this.lists.all(list, info) as Promise<T[]>;
  }

  /** The number of rows of a list at the root. */
  count(list: ToMany<null>): Promise<number> {
    return this.lists.count(list);
  }

  /** A page of what lies in the trash of a project, as files and folders. */
  trash(projectId: string, args: PageArguments, info: GraphQLResolveInfo): Promise<Connection<object>> {
    return new TrashReader(this.model).page(projectId, args, info);
  }

  /** The folders from the root down to the parent of a folder. */
  ancestors(folder: { id: string }, info: GraphQLResolveInfo): Promise<FolderEntity[]> {
    return this.folderPaths.ancestors(folder.id, info);
  }

  private async row<T>(lookup: Lookup, key: string, info: GraphQLResolveInfo | readonly string[]): Promise<T | null> {
    const fields = 'fieldNodes' in info ? selectedFields(info) : info;
    const properties = propertiesFor(this.model.tables, lookup.target, fields, [lookup.by]);
    const joined = 'fieldNodes' in info ? joinedFor(this.model.tables, lookup.target, info, [[]]) : [];
    const name = `row ${lookup.name} ${properties.join()} ${nameOf(joined)}`;
    let loader = this.rowLoaders.get(name);
    if (!loader) {
      loader = new DataLoader((keys) => this.fetch(name, lookup, properties, joined, keys));
      this.rowLoaders.set(name, loader);
    }
    return (await loader.load(key)) as T | null;
  }

  private async fetch(
    name: string,
    lookup: Lookup,
    properties: readonly string[],
    joined: readonly Joined[],
    keys: readonly string[],
  ): Promise<(object | null)[]> {
    const { statements, tables } = this.model;
    const statement = statements.statement(
      name,
      () => rowsStatement(tables, lookup, properties, joined),
      (parameter) => (parameter === 'keys' ? keys : this.viewpoint.bound(parameter)),
    );
    const rows = await this.model.rows<Record<string, unknown>>(statement);
    takeJoined(tables, rows, joined);
    const byKey = new Map(rows.map((row) => [row[lookup.by], row]));
    return keys.map((key) => byKey.get(key) ?? null);
  }
}

const lookupOf = ({ name, target, targetKey, visible }: ToOne): Lookup => ({
  // Rows that are visible through whoever names them are the same for all relations: one batch serves them.
  name: visible === 'inherited' && targetKey === 'id' ? `${target.name} inherited` : name,
  target,
  by: targetKey,
  visible,
});
