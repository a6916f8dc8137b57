import { StartError } from '../shared/errors.js';
import type { RelationalDatabase } from './relational-database.js';
import type { MarkedMigration } from './migrations/list.js';
import type { RowSource } from './row-source.js';

const namesOf = (migrations: readonly MarkedMigration[]) => migrations.map(({ name }) => name);

/** The migration without which code must not use the database, when this release does not know it; else null. */
export async function unknownRequirement(source: RowSource, migrations: readonly MarkedMigration[]): Promise<string | null> {
  // A database of a release before this table requires nothing.
  const [table] = await source.rows<{ there: boolean }>({
    text: `select to_regclass('installation') is not null as there`,
    values: [],
  });
  if (!table!.there) return null;
  const [row] = await source.rows<{ name: string | null }>({
    text: 'select required_migration as name from installation',
    values: [],
  });
  const required = row?.name ?? null;
  return required === null || namesOf(migrations).includes(required) ? null : required;
}

/** What a person is told whose release is too old for the database. */
export const tooOld = (migration: string): string =>
  `This release of Atrium is too old for its database, to which a newer one has applied the incompatible migration ${migration}. Update this server to that release or a later one.`;

/** @throws StartError when the database requires a migration that this release does not know. */
export async function refuseWhenTooOld(source: RowSource, migrations: readonly MarkedMigration[]): Promise<void> {
  const required = await unknownRequirement(source, migrations);
  if (required !== null) throw new StartError(tooOld(required));
}

/** Names of applied migrations that this release does not know, since a newer one has been here. Compatible unless required. */
export async function newerMigrations(database: RelationalDatabase): Promise<string[]> {
  const rows = await database.rows<{ name: string }>({
    text: 'select name from migrations where not (name = any ($1::text[])) order by id',
    values: [namesOf(database.migrations)],
  });
  return rows.map(({ name }) => name);
}

/** The latest migration of the list that is marked incompatible; null when none is. */
export const latestIncompatible = (migrations: readonly MarkedMigration[]): string | null =>
  migrations.findLast(({ incompatible }) => incompatible)?.name ?? null;
