import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestApp } from '../../testkit/app.js';
import { rowsOf, testDatabase, type TestDatabase } from '../../testkit/database.js';
import { CONTRACT, EXPAND, migrateAsNextRelease } from '../../testkit/next-release.js';
import { createFolder, updateProject } from '../../testkit/operations.js';
import { runAtrium } from '../../testkit/run-atrium.js';
import { Socket } from '../../testkit/socket.js';

const projectActivity = `subscription ($projectId: ID!) { projectActivity(projectId: $projectId) { activity { summary } } }`;
const projectById = `query ($id: ID!) { project(id: $id) { name } }`;

const REFUSAL = `This release of Atrium is too old for its database, to which a newer one has applied the incompatible migration ${CONTRACT}. Update this server to that release or a later one.\n`;

describe('a database that a newer release has expanded', () => {
  let database: TestDatabase;
  let test: TestApp;
  const log: Record<string, unknown>[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    await migrateAsNextRelease(database.url, 'expanding');
    test = await TestApp.start({ databaseUrl: database.url, onLog: (line) => log.push(line) });
  });
  afterAll(async () => {
    await test?.close();
    await database.drop();
  });

  it('is served as before: queries, mutations, and streams', async () => {
    const { owner, project } = await test.world().studio();
    const socket = Socket.of(owner);
    const heard = await socket.subscribe(projectActivity, { projectId: project.id });
    await owner.mutate(updateProject, { projectId: project.id, name: 'Renamed' });
    await owner.mutate(createFolder, { parentId: project.rootFolderId, name: 'Plans' });

    expect((await heard.atLeast(2)).at(-1)).toMatchObject({ activity: { summary: expect.stringContaining('Plans') } });
    expect((await owner.query(projectById, { id: project.id })).project.name).toBe('Renamed');
    await socket.close();
  });

  it('is noted in one line of the log', () => {
    expect(log.filter(({ migrations }) => migrations !== undefined)).toEqual([
      expect.objectContaining({ migrations: [EXPAND], msg: 'a newer release has been here; its migrations are compatible' }),
    ]);
  });

  it('keeps its newer tables when this release migrates, which finds nothing to do', async () => {
    expect(await runAtrium(['migrate'], { DATABASE_URL: database.url })).toEqual({
      code: 0,
      out: 'Nothing to do: the tables are up to date.\n',
      err: '',
    });
    expect(await rowsOf(database.url, 'select colour from project_colours')).toEqual([]);
  });

  it('takes new people by the command line', async () => {
    const args = ['user', 'create', '--email', 'kai@people.example', '--name', 'Kai'];
    expect(await runAtrium(args, { DATABASE_URL: database.url })).toMatchObject({ code: 0, err: '' });
  });
});

describe('a database that a newer release has changed incompatibly', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
    await migrateAsNextRelease(database.url, 'expanding', 'incompatible');
  });
  afterAll(() => database.drop());

  it.each([
    ['serve', []],
    ['migrate', []],
    ['import', ['FOLDER']],
    ['token', ['--email', 'kai@people.example']],
    ['user', ['create', '--email', 'kai@people.example', '--name', 'Kai']],
  ])('refuses `atrium %s` in one line', async (command, args) => {
    const folder = await mkdtemp(join(tmpdir(), 'atrium-import-'));
    await writeFile(join(folder, 'users.csv'), 'email,name\n');
    const words = args.map((word) => (word === 'FOLDER' ? folder : word));
    expect(await runAtrium([command, ...words], { DATABASE_URL: database.url, PORT: '0' })).toEqual({
      code: 1,
      out: '',
      err: REFUSAL,
    });
    await rm(folder, { recursive: true });
  });

  it('is a finding of `atrium doctor`', async () => {
    const { code, out } = await runAtrium(['doctor'], { DATABASE_URL: database.url });
    expect({ code, line: out.split('\n').find((line) => line.includes('database:')) }).toEqual({
      code: 1,
      line: `wrong   database: ${REFUSAL.trim()}`,
    });
  });

  it('is worked with by the release that changed it', async () => {
    expect(await migrateAsNextRelease(database.url, 'expanding', 'incompatible')).toEqual([]);
  });
});

describe('a server that runs while a newer release changes its database', () => {
  it('goes on after an expanding migration, and hears of an incompatible one', async () => {
    const database = await testDatabase();
    const { promise: tooOld, resolve: onTooOld } = Promise.withResolvers<string>();
    const log: Record<string, unknown>[] = [];
    const test = await TestApp.start({
      databaseUrl: database.url,
      tasksEvery: 20,
      onTooOld,
      onLog: (line) => log.push(line),
    });
    await migrateAsNextRelease(database.url, 'expanding');
    const { owner, project } = await test.world().studio();
    expect((await owner.query(projectById, { id: project.id })).project.name).toBe(project.name);

    await migrateAsNextRelease(database.url, 'expanding', 'incompatible');
    expect(await tooOld).toContain(CONTRACT);
    expect(log.filter(({ migration }) => migration === CONTRACT)).toHaveLength(1);
    await test.close();
    await database.drop();
  });
});

describe('an incompatible migration', () => {
  it('that fails requires nothing of anybody', async () => {
    const database = await testDatabase();
    await expect(migrateAsNextRelease(database.url, 'expanding', 'failing')).rejects.toThrow('division by zero');
    expect(await rowsOf(database.url, 'select required_migration from installation')).toEqual([{ required_migration: null }]);
    expect(await rowsOf(database.url, 'select visibility from projects')).toEqual([]);
    await database.drop();
  });
});
