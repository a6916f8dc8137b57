import pg from 'pg';
import type { DatabaseAddress } from '../../src/bin/database-address.js';
import { rowsOf } from './database.js';

let made = 0;

/** An empty database with a role of its own on a server that a superuser may change as a test needs it. */
export class OwnDatabase {
  private constructor(
    private readonly superuser: string,
    readonly name: string,
  ) {}

  /** @param options of `create database`; without `owner` the role owns nothing */
  static async make(superuser: string, options = ''): Promise<OwnDatabase> {
    const database = new OwnDatabase(superuser, `own_${++made}`);
    await rowsOf(superuser, `create role ${database.name} login password 'own'`);
    await rowsOf(superuser, `create database ${database.name} ${options || `owner ${database.name}`}`);
    return database;
  }

  /** Of the role; the role and the database share a name. */
  get url(): string {
    return this.urlOf(this.name);
  }

  urlOf(role: string): string {
    const url = new URL(this.superuser);
    [url.username, url.password, url.pathname] = [role, 'own', `/${this.name}`];
    return url.href;
  }

  /** As the start takes it. */
  address(url = this.url, directUrl = url): DatabaseAddress {
    return { url, directUrl, embedded: false, close: async () => undefined };
  }

  /** Runs statements in the database as its administrator. */
  async administer<T extends object>(...statements: string[]): Promise<T[]> {
    const url = new URL(this.superuser);
    url.pathname = `/${this.name}`;
    let rows: T[] = [];
    for (const statement of statements) rows = await rowsOf<T>(url.href, statement);
    return rows;
  }

  /** Runs a statement as the role. */
  async run(statement: string): Promise<void> {
    await rowsOf(this.url, statement);
  }

  /** The tables that are there, with their schemas. */
  async tables(): Promise<string[]> {
    const rows = await this.administer<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    return rows.map(({ name }) => name);
  }

  async drop(): Promise<void> {
    await rowsOf(this.superuser, `drop database ${pg.escapeIdentifier(this.name)} with (force)`);
    await rowsOf(this.superuser, `drop role ${pg.escapeIdentifier(this.name)}`);
  }
}
