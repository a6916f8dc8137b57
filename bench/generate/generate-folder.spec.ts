import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { importFolder } from '../../src/services/import/import-folder.js';
import { testDatabase } from '../../test/testkit/database.js';
import { fileCounts, projectCounts } from './distributions.ts';
import { generateFolder } from './generate-folder.ts';

const sizes = { seed: 7, projects: 2000, organizations: 60, users: 200 };
const kinds = ['users', 'organizations', 'memberships', 'projects', 'files'];

describe('generating a folder to import', () => {
  let parent: string;
  beforeAll(async () => void (parent = await mkdtemp(join(tmpdir(), 'generate-'))));
  afterAll(() => rm(parent, { recursive: true }));

  const bytesOf = async (name: string, of: typeof sizes) => {
    await generateFolder(join(parent, name), of);
    return Promise.all(kinds.map((kind) => readFile(join(parent, name, `${kind}.csv.gz`))));
  };

  it('makes the same bytes from the same seed, and others from another one', async () => {
    const [one, again, other] = [
      await bytesOf('one', sizes),
      await bytesOf('again', sizes),
      await bytesOf('other', { ...sizes, seed: 8 }),
    ];
    expect(one.map((bytes, place) => bytes.equals(again[place] as Buffer))).toEqual([true, true, true, true, true]);
    expect(one[3]?.equals(other[3] as Buffer)).toBe(false);
    expect(one[4]?.equals(other[4] as Buffer)).toBe(false);
  });

  it('has the skew of the real world', async () => {
    const files = await bytesOf('skew', sizes);
    const [, , , projects = [], rows = []] = files.map((bytes) =>
      gunzipSync(bytes)
        .toString()
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')),
    );
    const [biggest = 0, ...others] = occurrences(projects.map(([organization]) => organization));
    expect(biggest).toBe(Math.round(sizes.projects / 9));
    expect(others.slice(-10).every((count) => count <= 0.1 * biggest)).toBe(true);

    const perProject = occurrences(rows.map(([, project]) => project));
    expect(perProject).toHaveLength(sizes.projects);
    expect(perProject.filter((count) => count === 3).length / sizes.projects).toBeCloseTo(0.912, 1);
    expect(perProject[0]).toBeGreaterThan(9);

    const bytes = rows.map((row) => Number(row[5])).sort((a, b) => a - b);
    const median = bytes[Math.floor(bytes.length / 2)] ?? 0;
    expect(median).toBeGreaterThan(2500);
    expect(median).toBeLessThan(6000);
    expect(bytes.at(-1)).toBeGreaterThan(10_000_000);
  });

  it('makes as many files as are asked for, few projects holding hundreds', async () => {
    const directory = join(parent, 'filed');
    const { files } = await generateFolder(directory, { ...sizes, projects: 1000, files: 20_000 });
    expect(files).toBe(20_000);
    const rows = gunzipSync(await readFile(join(directory, 'files.csv.gz')))
      .toString()
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const perProject = occurrences(rows.map(([, project]) => project));
    expect(perProject).toHaveLength(1000);
    expect(perProject[0]).toBeGreaterThan(500);
    expect(perProject.filter((count) => count >= 100).length).toBeGreaterThan(10);
    expect(perProject[500]).toBeLessThan(20);

    const ofBiggest = [...Map.groupBy(rows, ([, project]) => project).values()].sort((a, b) => b.length - a.length)[0];
    expect(new Set(ofBiggest?.map((row) => row[7])).size).toBeGreaterThan(1);
  });

  it('gives each project a file when there are hardly more files', () => {
    for (const [projects, files] of [
      [1, 1],
      [100, 100],
      [100, 101],
      [4000, 80_000],
    ] as const) {
      const counts = fileCounts(projects, files);
      expect([counts.length, counts.reduce((sum, count) => sum + count, 0)]).toEqual([projects, files]);
      expect(Math.min(...counts)).toBeGreaterThan(0);
    }
  });

  it('gives each organization a project, and none away, whatever the numbers', () => {
    for (const [projects, organizations] of [
      [34_335, 501],
      [1, 1],
      [2, 2],
      [12, 12],
      [60, 10],
      [5000, 2000],
    ] as const) {
      const counts = projectCounts(projects, organizations);
      expect([counts.length, counts.reduce((sum, count) => sum + count, 0)]).toEqual([organizations, projects]);
      expect(Math.min(...counts)).toBeGreaterThan(0);
    }
  });

  it('is taken by the import', async () => {
    const database = await testDatabase();
    const directory = join(parent, 'imported');
    const written = await generateFolder(directory, { ...sizes, projects: 300 });
    const { kinds: taken } = await importFolder({ databaseUrl: database.url, directory, skipInvalid: false });
    expect(Object.fromEntries(taken.map(({ kind, created }) => [kind, created]))).toEqual(written);
    await database.drop();
  });
});

/** How often each value occurs, the most frequent first. */
function occurrences(values: (string | undefined)[]): number[] {
  const counts = new Map<string | undefined, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}
