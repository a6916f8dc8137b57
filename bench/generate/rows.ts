import { fileCount, fileSize } from './distributions.ts';
import { pick, randomFrom, type Random } from './random.ts';
import { capital, emailOf, words, type Organization, type World } from './world.ts';

/** The fields of one row. */
export type Fields = readonly (string | number)[];

/** When everything begins, and how long it goes on. */
const START = Date.UTC(2019, 0, 1);
const SPAN = 6 * 365 * 24 * 3_600_000;

const beginning = new Date(START).toISOString();

export function* userRows({ users }: World): Generator<Fields> {
  yield ['email', 'name', 'createdAt'];
  for (let person = 0; person < users; person++)
    yield [emailOf(person), `Person ${String(person + 1).padStart(5, '0')}`, beginning];
}

export function* organizationRows({ tenants }: World): Generator<Fields> {
  yield ['slug', 'name', 'createdAt'];
  for (const { slug, name } of tenants) yield [slug, name, beginning];
}

/** One owner, up to two administrators, and members. */
export function* membershipRows({ tenants }: World): Generator<Fields> {
  yield ['organizationSlug', 'userEmail', 'role'];
  for (const { slug, members } of tenants) {
    for (const [place, person] of members.entries()) {
      yield [slug, emailOf(person), place === 0 ? 'OWNER' : place <= 2 ? 'ADMIN' : 'MEMBER'];
    }
  }
}

interface Project {
  /** In the order of time, from 0. */
  number: number;
  organization: Organization;
  slug: string;
  createdAt: number;
}

/** All projects in the order of time, those of all organizations among each other. */
function* projectsOf({ seed, placed, tenants, projects }: World): Generator<Project> {
  const random = randomFrom(seed, 'projects');
  for (const [number, place] of placed.entries()) {
    const slug = `${words(random).join('-')}-${number + 1}`;
    yield {
      number,
      organization: tenants[place] as Organization,
      slug,
      createdAt: START + Math.floor(((number + 1) * SPAN) / (projects + 1)),
    };
  }
}

export function* projectRows(world: World): Generator<Fields> {
  yield ['organizationSlug', 'slug', 'name', 'description', 'status', 'createdByEmail', 'createdAt'];
  const random = randomFrom(world.seed, 'project rows');
  for (const { organization, slug, createdAt } of projectsOf(world)) {
    const name = slug.split('-').map(capital).join(' ');
    const [adjective, noun] = words(random);
    const description = `About the ${adjective} ${noun}, version ${version(random)}; "${slug}" for short`;
    const status = random() < 0.28 ? 'ARCHIVED' : 'ACTIVE';
    yield [
      organization.slug,
      slug,
      name,
      description,
      status,
      emailOf(someone(random, organization)),
      new Date(createdAt).toISOString(),
    ];
  }
}

const packings = [
  ['tar.xz', 'application/x-xz'],
  ['tar.gz', 'application/gzip'],
  ['tar.gz', 'application/gzip'],
  ['tar.bz2', 'application/x-bzip2'],
] as const;

export function* fileRows(world: World): Generator<Fields> {
  yield ['organizationSlug', 'projectSlug', 'folderPath', 'name', 'mimeType', 'size', 'sha256', 'uploadedByEmail', 'createdAt'];
  const random = randomFrom(world.seed, 'files');
  const { filed } = world;
  for (const { number, organization, slug, createdAt } of projectsOf(world)) {
    const release = `${slug}_${version(random)}`;
    const count = filed === null ? fileCount(random) : (filed[number] as number);
    let uploader = emailOf(someone(random, organization));
    for (let place = 0; place < count; place++) {
      // What was uploaded as a release has one uploader; where projects hold hundreds of files, each has its own.
      if (filed !== null) uploader = emailOf(someone(random, organization));
      const [ending, type] = pick(random, packings);
      const [folder, name, mimeType] =
        place === 0
          ? ['', `${release}.txt`, 'text/plain']
          : place === 1
            ? ['packaging', `${release}.packaging.tar.xz`, 'application/x-xz']
            : ['upstream', `${release}.part${place - 1}.${ending}`, type];
      const time = new Date(createdAt + (place + 1) * 1000).toISOString();
      yield [organization.slug, slug, folder, name, mimeType, fileSize(random), digest(random), uploader, time];
    }
  }
}

/** A member; the first ones do most of the work. */
const someone = (random: Random, { members }: Organization) => members[Math.floor(members.length * random() ** 3)] as number;

const version = (random: Random) => `${Math.floor(random() * 9)}.${Math.floor(random() * 20)}.${Math.floor(random() * 40)}`;

/** What looks like a SHA-256. */
const digest = (random: Random) =>
  Array.from({ length: 8 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
