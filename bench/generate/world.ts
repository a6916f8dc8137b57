import { fileCounts, memberCount, projectCounts } from './distributions.ts';
import { pick, randomFrom, shuffle, type Random } from './random.ts';

/** How much is to be made, and from which seed. */
export interface Sizes {
  seed: number;
  projects: number;
  organizations: number;
  users: number;
  /** Of all projects; about three a project unless told. */
  files?: number;
}

export interface Organization {
  slug: string;
  name: string;
  /** Numbers of people; the first one owns it. */
  members: number[];
}

/** What the rows of all files are made from. */
export interface World extends Sizes {
  tenants: Organization[];
  /** For each project the place of its organization. */
  placed: Uint32Array;
  /** For each project the number of its files, where their number is given. */
  filed: Uint32Array | null;
}

const adjectives = [
  'amber',
  'brisk',
  'calm',
  'deep',
  'early',
  'fair',
  'green',
  'high',
  'inner',
  'keen',
  'lunar',
  'north',
  'open',
  'quiet',
  'swift',
];
const nouns = [
  'anchor',
  'bridge',
  'canvas',
  'delta',
  'engine',
  'forge',
  'garden',
  'harbor',
  'island',
  'kernel',
  'lantern',
  'meadow',
  'orbit',
  'river',
];

/** Two words, as a name and as a slug. */
export const words = (random: Random): [string, string] => [pick(random, adjectives), pick(random, nouns)];

export const emailOf = (person: number): string => `person${String(person + 1).padStart(5, '0')}@people.example`;

export function makeWorld(sizes: Sizes): World {
  const random = randomFrom(sizes.seed, 'organizations');
  const counts = projectCounts(sizes.projects, sizes.organizations);
  const tenants = counts.map((projects, place): Organization => {
    const [adjective, noun] = words(random);
    return {
      slug: `${adjective}-${noun}-${place + 1}`,
      name: `${capital(adjective)} ${capital(noun)} ${place + 1}`,
      members: membersOf(random, Math.min(sizes.users, memberCount(random, projects)), sizes.users),
    };
  });
  const placed = new Uint32Array(sizes.projects);
  let next = 0;
  counts.forEach((count, place) => placed.fill(place, next, (next += count)));
  shuffle(random, placed);
  return { ...sizes, tenants, placed, filed: sizes.files === undefined ? null : filed(sizes, sizes.files) };
}

function filed({ seed, projects }: Sizes, files: number): Uint32Array {
  const counts = Uint32Array.from(fileCounts(projects, files));
  shuffle(randomFrom(seed, 'files of projects'), counts);
  return counts;
}

/** Different people; most belong to one organization, few to very many. */
function membersOf(random: Random, count: number, users: number): number[] {
  const members = new Set<number>();
  for (let tries = 0; members.size < count && tries < 20 * count; tries++) members.add(Math.floor(users * random() ** 2.2));
  return [...members];
}

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
