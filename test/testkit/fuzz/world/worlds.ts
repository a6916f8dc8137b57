import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateFolder } from '../../../../bench/generate/generate-folder.ts';
import type { OrganizationRole } from '../../../../src/shared/enums/organization.js';
import type { AccessScope } from '../../../../src/shared/enums/people.js';
import type { FuzzWorld } from '../stage.js';
import type { Viewer } from '../viewer.js';
import { biggest, emailOf, fillWithImport, outsiders } from './imported-world.js';
import { writeTables, type Tables } from './tables.js';
import { cast, variedWorld } from './varied-world.js';

const narrow: readonly AccessScope[][] = [
  ['ORGANIZATION_READ', 'PROJECT_READ', 'FILE_READ'],
  ['USER_READ', 'NOTIFICATION_READ', 'ACTIVITY_READ', 'FILE_WRITE'],
];

/** Signed out, and everybody who has a part, some of them with tokens for less than everything. */
function viewersAmong(people: readonly { name: string; userId: string }[]): Viewer[] {
  const whole = people.map((person): Viewer => ({ ...person, scopes: null, weight: person.name === 'stranger' ? 2 : 6 }));
  const [owner] = people;
  const root = people.find(({ name }) => name === 'root');
  return [
    ...whole,
    { name: 'signed out', userId: null, scopes: null, weight: 1 },
    ...narrow.map((scopes) => ({ name: `owner with ${scopes.join()}`, userId: owner!.userId, scopes, weight: 1 })),
    ...(root
      ? [{ name: 'root without ADMIN', userId: root.userId, scopes: ['USER_READ', 'ORGANIZATION_READ'] as const, weight: 1 }]
      : []),
  ];
}

/** The varied world; the same for the same seed. */
export const variedFuzzWorld = (seed: number): FuzzWorld => ({
  fill: (databaseUrl) => writeTables(databaseUrl, variedWorld(seed)),
  viewers: ({ users }: Tables) =>
    viewersAmong(cast.map((name) => ({ name, userId: users.find(({ email }) => email.startsWith(`${name}-`))!.id }))),
});

/** What `npm run generate` makes of a seed. */
export const generatedFuzzWorld = (seed: number): FuzzWorld => ({
  ...importedFuzzWorld('', seed),
  async fill(databaseUrl) {
    const directory = await mkdtemp(join(tmpdir(), 'atrium-fuzz-'));
    await generateFolder(directory, { seed, projects: 1_500, organizations: 40, users: 150 });
    await fillWithImport(databaseUrl, directory, seed);
    await rm(directory, { recursive: true });
  },
});

/** A folder of CSV files as `atrium import` takes it. */
export const importedFuzzWorld = (directory: string, seed: number): FuzzWorld => ({
  fill: (databaseUrl) => fillWithImport(databaseUrl, directory, seed),
  viewers({ users, projects, organizationMembers }: Tables) {
    const members = organizationMembers.filter(({ organizationId }) => organizationId === biggest(projects));
    const withRole = (wanted: OrganizationRole) => members.find(({ role }) => role === wanted)?.userId;
    const known = { owner: withRole('OWNER'), admin: withRole('ADMIN'), member: withRole('MEMBER') };
    const added = outsiders.map((name) => [name, users.find(({ email }) => email === emailOf(name))!.id] as const);
    return viewersAmong(
      [...Object.entries(known), ...added].flatMap(([name, userId]) => (userId === undefined ? [] : [{ name, userId }])),
    );
  },
});
