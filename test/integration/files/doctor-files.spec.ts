import { cp, mkdtemp, rm, truncate, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOfKey } from '../../../src/storage/storage-key.js';
import { TestApp } from '../../testkit/app.js';
import { emptyDatabase, rowsOf } from '../../testkit/database.js';
import { uploadFile } from '../../testkit/operations.js';
import { runAtrium } from '../../testkit/run-atrium.js';

let test: TestApp;
let copy: string;
let paths: string[];
let ids: string[];
beforeAll(async () => {
  test = await TestApp.start();
  const { owner, project } = await test.world().studio();
  ids = [];
  for (const name of ['one.txt', 'two.txt', 'three.txt']) {
    const { file } = await owner.upload(uploadFile, { folderId: project.rootFolderId }, { name, bytes: 'Hello' });
    ids.push(file.id);
  }
  const keys = await rowsOf<{ key: string }>(
    test.databaseUrl,
    'select storage_key as key from file_versions order by storage_key',
  );
  paths = keys.map(({ key }) => pathOfKey(key));
});
afterAll(() => test.close());
beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'atrium-doctor-'));
  await cp(join(test.dataDir, 'files'), join(copy, 'files'), { recursive: true });
});
afterEach(() => rm(copy, { recursive: true }));

/** The findings about files, and the exit code. */
async function doctor(...args: string[]) {
  const { code, out } = await runAtrium(['doctor', ...args], { DATABASE_URL: test.databaseUrl, ATRIUM_DATA_DIR: copy });
  return { code, lines: out.split('\n').filter((line) => /^\w+ +(stored )?files/.test(line)) };
}

describe('`atrium doctor --files`', () => {
  it('finds nothing wrong where all is there', async () => {
    expect(await doctor('--files')).toEqual({
      code: 0,
      lines: [
        `ok      files: in ${copy}/files`,
        'ok      stored files: 3 contents, all there',
        'ok      files that no row names: none',
      ],
    });
  });

  it('counts and names what is missing or damaged', async () => {
    await unlink(join(copy, 'files', paths[0]!));
    await truncate(join(copy, 'files', paths[1]!), 2);
    const { code, lines } = await doctor('--files');
    expect(code).toBe(1);
    expect(lines[1]).toBe(
      `wrong   stored files: of 3 stored contents 1 are missing and 1 have another size: ${ids[0]} "one.txt" (missing), ${ids[1]} "two.txt" (damaged)`,
    );
  });

  it('tells what no row names, but not of what may be an upload on its way', async () => {
    const old = new Date(Date.now() - 2 * 3_600_000);
    for (const [name, modified] of [
      ['left-over', old],
      ['on-its-way', new Date()],
    ] as const) {
      await writeFile(join(copy, 'files', name), 'x');
      await utimes(join(copy, 'files', name), modified, modified);
    }
    const { code, lines } = await doctor('--files');
    expect({ code, line: lines[2] }).toEqual({
      code: 0,
      line: 'ok      files that no row names: 1 (0.0 MB), which may be removed: left-over',
    });
  });

  it('goes through any number of rows and files, some at a time', async () => {
    const added = await rowsOf<{ id: string }>(
      test.databaseUrl,
      `insert into file_versions (id, created_at, organization_id, file_id, number, state, mime_type, size, storage_key)
       select gen_random_uuid(), now(), organization_id, file_id, n, 'READY', 'text/plain', 5, gen_random_uuid()
       from file_versions, generate_series(2, 1001) n where storage_key = $1 returning id`,
      [paths[0]!.split('/').at(-1)],
    );
    const old = new Date(Date.now() - 2 * 3_600_000);
    await Promise.all(
      Array.from({ length: 1_005 }, async (_, n) => {
        await writeFile(join(copy, 'files', `stray-${n}`), 'x');
        await utimes(join(copy, 'files', `stray-${n}`), old, old);
      }),
    );
    const { lines } = await doctor('--files');
    expect(lines[1]).toMatch(/of 1,003 stored contents 1,000 are missing: .* "one.txt" \(missing\), and 995 more$/);
    expect(lines[2]).toMatch(/: 1,005 \(0\.0 MB\), which may be removed: .*, and 1,000 more$/);
    await rowsOf(test.databaseUrl, 'delete from file_versions where id = any ($1)', [added.map(({ id }) => id)]);
  });

  it('says that tables are missing yet, and makes none', async () => {
    const empty = await emptyDatabase();
    const { code, out } = await runAtrium(['doctor', '--files'], { DATABASE_URL: empty.url, ATRIUM_DATA_DIR: copy });
    expect(code).toBe(0);
    expect(out.match(/not looked for before `migrate`/g)).toHaveLength(3);
    const adopted = await runAtrium(['doctor', '--adopt-folder'], { DATABASE_URL: empty.url, ATRIUM_DATA_DIR: copy });
    expect(adopted).toMatchObject({ code: 1, out: expect.stringContaining('wrong   files: run `migrate` first') });
    await empty.drop();
  });

  it('without it looks at the folder alone', async () => {
    await unlink(join(copy, 'files', paths[0]!));
    expect(await doctor()).toEqual({ code: 0, lines: [`ok      files: in ${copy}/files`] });
  });
});

describe('a folder that is not the one of the files', () => {
  beforeEach(() => unlink(join(copy, 'files', '.installation')));

  it('is found', async () => {
    const { code, lines } = await doctor();
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/^wrong +files: .* is not the folder in which this installation keeps its files/);
  });

  it('becomes it by `--adopt-folder`, which says what is not there', async () => {
    await unlink(join(copy, 'files', paths[2]!));
    const adopted = await doctor('--adopt-folder');
    expect(adopted.code).toBe(0);
    expect(adopted.lines).toEqual([
      `note    files: of 3 stored contents 1 are missing: ${ids[2]} "three.txt" (missing). They cannot be downloaded until they are copied into ${copy}/files.`,
      `ok      files: in ${copy}/files from now on; start servers with another folder again with this one`,
    ]);
    expect((await doctor()).code).toBe(0);
    expect((await doctor('--adopt-folder')).lines).toEqual([`ok      files: in ${copy}/files, as was recorded before`]);
    const { owner, project } = await test.world().studio();
    // The server that still runs has the other folder.
    await expect(
      owner.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'four.txt', bytes: 'Hello' }),
    ).rejects.toThrow('SERVICE_UNAVAILABLE');
  });
});
