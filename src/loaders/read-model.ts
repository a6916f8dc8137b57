import type { RelationalDatabase } from '../database/relational-database.js';
import { StatementCache } from './sql/statement-cache.js';
import { Tables } from './sql/tables.js';

/** What reading needs and all requests share: the database, its names, and the statements compiled so far. */
export class ReadModel {
  readonly tables: Tables;
  readonly statements = new StatementCache();

  constructor(readonly database: RelationalDatabase) {
    this.tables = new Tables(database.orm.getMetadata());
  }
}
