import pg from 'pg';
import { migrations } from '../migrations/list.js';
import type { Ask } from './ask.js';

/** A table, or anything else that has a name as tables have them. */
export interface FoundTable {
  schema: string;
  name: string;
  /** Whether the role may read and write its rows. */
  usable: boolean;
  /** Whether the role may change what it looks like. */
  owned: boolean;
}

/** Where Atrium's tables are, or will be. */
export interface TablesHome {
  /** Who asks, and in which database. */
  role: string;
  database: string;
  /** Null: no schema of the search path is there. */
  schema: string | null;
  searchPath: string;
  /** Whether the role may make tables there. */
  mayCreate: boolean;
  /** What is called like a table of Atrium, in schemas of the search path, in its order. */
  found: readonly FoundTable[];
  /** Migrations that were applied there; null when its tables were not made by Atrium, or there are none. */
  applied: readonly string[] | null;
}

/** The table in which the migrations are noted. */
export const MIGRATIONS = 'migrations';

/** Looks for Atrium's tables along the search path. @param tables their names */
export async function tablesHome(ask: Ask, tables: readonly string[]): Promise<TablesHome> {
  const [place] = await ask<Pick<TablesHome, 'schema' | 'searchPath' | 'role' | 'database'>>(PLACE);
  const found = await ask<FoundTable & { named: boolean }>(foundAmong([...tables, MIGRATIONS]));
  let [schema, applied]: [string | null, string[] | null] = [place!.schema, null];
  for (const candidate of found.filter(({ name, named }) => name === MIGRATIONS && named)) {
    const rows = await ask<{ name: string }>(
      `select name from ${pg.escapeIdentifier(candidate.schema)}.${MIGRATIONS} order by id`,
    );
    const names = rows.map(({ name }) => name);
    const alone = found.every((other) => other === candidate || other.schema !== candidate.schema);
    // One that is empty was left behind by a first migration that failed.
    if (names.includes(FIRST) || (names.length === 0 && alone)) {
      [schema, applied] = [candidate.schema, names];
      break;
    }
  }
  const [rights] = await ask<{ mayCreate: boolean | null }>(
    `select has_schema_privilege(${schema === null ? 'null' : pg.escapeLiteral(schema)}, 'CREATE') as "mayCreate"`,
  );
  return { ...place!, schema, mayCreate: rights!.mayCreate ?? false, found, applied };
}

const PLACE = `
  select current_schema()::text as schema, current_setting('search_path') as "searchPath",
    session_user::text as role, current_database()::text as database`;

const FIRST = (migrations[0] as { name: string }).name;

const foundAmong = (names: readonly string[]) => `
  select n.nspname::text as schema, c.relname::text as name, pg_has_role(c.relowner, 'USAGE') as owned,
    has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT') and has_table_privilege(c.oid, 'INSERT')
      and has_table_privilege(c.oid, 'UPDATE') and has_table_privilege(c.oid, 'DELETE') as usable,
    has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT') and (
      select count(*) = 2 from pg_attribute a where a.attrelid = c.oid and not a.attisdropped and a.attname in ('id', 'name')
    ) as named
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any (current_schemas(false)) and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and c.relname in (${names.map((name) => pg.escapeLiteral(name)).join(', ')})
  order by array_position(current_schemas(false), n.nspname), c.relname`;
