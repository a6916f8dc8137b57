import pg from 'pg';
import { MIGRATIONS, type FoundTable, type TablesHome } from './tables-home.js';

const quote = (name: string) => pg.escapeIdentifier(name);

/**
 * Why the tables cannot be made, changed or used where they are, a line each that says what to do.
 * @param pending whether migrations have to be applied
 */
export function tablesProblems(home: TablesHome, pending: boolean): string[] {
  const { role, database, schema, searchPath, applied, found } = home;
  const ownSchema = `create schema atrium authorization ${quote(role)}; alter role ${quote(role)} in database ${quote(database)} set search_path to atrium`;
  if (schema === null) return [`No schema of the search path (${searchPath}) is there for Atrium's tables; run: ${ownSchema}`];
  const here = found.filter((table) => table.schema === schema);
  const to = `to ${quote(role)}`;
  const grants = `grant usage on schema ${quote(schema)} ${to}; grant select, insert, update, delete on all tables in schema ${quote(schema)} ${to}; grant usage on all sequences in schema ${quote(schema)} ${to}`;
  if (applied === null && here.some(({ name, usable }) => name === MIGRATIONS && !usable))
    return [
      `The role ${quote(role)} may not read and write ${listed(here)} in the schema ${quote(schema)}; if they are Atrium's, run as their owner: ${grants}; if they are not, give it a schema of its own: ${ownSchema}`,
    ];
  if (applied === null && here.length > 0)
    return [
      `The schema ${quote(schema)} has ${listed(here)} already, not made by Atrium; give Atrium a schema of its own: ${ownSchema}`,
    ];

  const first = new Map(found.toReversed().map((table) => [table.name, table]));
  const shadows = [...first.values()].filter(
    (table) => applied?.length && table.schema !== schema && here.some(({ name }) => name === table.name),
  );
  const unusable = here.filter(({ usable, name }) => !usable && name !== MIGRATIONS);
  const owner = here.find(({ owned }) => !owned);
  const lines: [wrong: boolean, line: string][] = [
    [
      shadows.length > 0,
      `In the search path (${searchPath}) ${listed(shadows)} of the schema ${shadows.map((table) => quote(table.schema))[0]} comes before Atrium's in ${quote(schema)}; run: alter role ${quote(role)} in database ${quote(database)} set search_path to ${quote(schema)}`,
    ],
    [
      unusable.length > 0,
      `The role ${quote(role)} may not read and write ${listed(unusable)} in the schema ${quote(schema)}; run as their owner: ${grants}`,
    ],
    [
      pending && !home.mayCreate,
      `The role ${quote(role)} may not make tables in the schema ${quote(schema)}; run as its owner: grant usage, create on schema ${quote(schema)} ${to} (or give Atrium a schema of its own: ${ownSchema})`,
    ],
    [
      pending && owner !== undefined,
      `The role ${quote(role)} may not change Atrium's tables in the schema ${quote(schema)}, which a migration has to; run "atrium migrate" as the role that owns them.`,
    ],
  ];
  return lines.flatMap(([wrong, line]) => (wrong ? [line] : []));
}

/** `a table "users"`, or `tables "files", "users" and 3 more`. */
function listed(tables: readonly FoundTable[]): string {
  const names = tables.map(({ name }) => quote(name));
  if (names.length === 1) return `a table ${names[0]}`;
  return `tables ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`;
}
