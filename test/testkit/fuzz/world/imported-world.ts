import { randomFrom, type Random } from '../../../../bench/generate/random.ts';
import { importFolder } from '../../../../src/services/import/import-folder.js';
import { START } from './odd-values.js';
import { seededId } from './seeded-id.js';
import { noRows, readTables, withClient, writeTables, type Tables } from './tables.js';

/** Those who are added to what was imported, which knows neither guests nor strangers. */
export const outsiders = ['guest', 'stranger', 'root'] as const;

/** Puts a folder of CSV files into a database, and into it what no import brings: trash, private projects, versions, guests. */
export async function fillWithImport(databaseUrl: string, directory: string, seed: number): Promise<void> {
  await importFolder({ databaseUrl, directory, skipInvalid: true });
  await withClient(databaseUrl, (client) => client.query(sprinkle));
  await writeTables(databaseUrl, additions(await readTables(databaseUrl), randomFrom(seed, 'outsiders')));
}

/** By hashes of names, so that the same rows of the same folder are chosen. */
const some = (column: string, one: number) => `abs(hashtext(${column})::bigint) % ${one} = 0`;
const sprinkle = `
  update projects set visibility = 'PRIVATE' where ${some('slug', 9)};
  update projects set deleted_at = '${START.toISOString()}' where ${some('slug || 1', 31)};
  update files set deleted_at = created_at + interval '1 hour' where ${some('name', 23)};
  update files set kind = 'APK', updated_at = created_at + interval '1 day' where ${some('name', 7)};
  insert into file_versions (id, created_at, organization_id, file_id, number, state, mime_type, size, sha256, uploaded_by_id, storage_key)
    select gen_random_uuid(), created_at, organization_id, id, 1, 'READY', mime_type, size, sha256, uploaded_by_id, gen_random_uuid()
    from files where ${some('name', 5)};
  update files set current_version_id = v.id, state = 'READY' from file_versions v where v.file_id = files.id;`;

/** A guest of the organization with the most projects, who was added to some; somebody who is in none; a system administrator. */
function additions({ projects }: Tables, random: Random): Tables {
  const tables = noRows();
  const home = biggest(projects);
  const now = { createdAt: START, updatedAt: START, revision: 1 };
  for (const name of outsiders) {
    tables.users.push({
      ...now,
      ...{ id: seededId(random), email: emailOf(name), emailVerifiedAt: START, username: `fuzz-${name}`, name: `Fuzz ${name}` },
      ...{ bio: null, rightsStamp: 1, systemRole: name === 'root' ? 'ADMIN' : 'USER', locale: 'en', timeZone: 'UTC' },
    });
  }
  const guest = { ...now, organizationId: home, userId: tables.users[0]!.id };
  tables.organizationMembers.push({ ...guest, id: seededId(random), role: 'GUEST' });
  for (const { id: projectId } of projects.filter(({ organizationId }) => organizationId === home).slice(0, 12)) {
    tables.projectMembers.push({ ...guest, id: seededId(random), projectId, role: random() < 0.5 ? 'VIEWER' : 'MAINTAINER' });
  }
  return tables;
}

export const emailOf = (name: string): string => `fuzz-${name}@people.example`;

/** The organization with the most projects. */
export const biggest = (projects: Tables['projects']): string =>
  [...Map.groupBy(projects, ({ organizationId }) => organizationId)].sort(([, a], [, b]) => b.length - a.length)[0]![0];
