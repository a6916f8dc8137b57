import type { RelationalDatabase } from '../database/relational-database.js';
import type { RowSource, Statement } from '../database/row-source.js';
import { StatementCache } from './sql/statement-cache.js';
import { Tables } from './sql/tables.js';

/** What reading needs and all requests share: the database, its names, and the statements compiled so far. */
export class ReadModel implements RowSource {
  readonly tables: Tables;
  readonly statements: StatementCache;

  private constructor(
    readonly database: RelationalDatabase,
    private readonly source: RowSource,
    shared?: ReadModel,
  ) {
    this.tables = shared?.tables ?? new Tables(database.orm.getMetadata());
    this.statements = shared?.statements ?? new StatementCache();
  }

  /** Reads from the primary. */
  static of(database: RelationalDatabase): ReadModel {
    return new ReadModel(database, database);
  }

  /** The same, reading from there. */
  from(source: RowSource): ReadModel {
    return source === this.source ? this : new ReadModel(this.database, source, this);
  }

  rows<T extends object>(statement: Statement): Promise<T[]> {
    return this.source.rows(statement);
  }
}
