import { rm } from 'node:fs/promises';
import { TestApp } from '../../testkit/app.js';
import { Client } from '../../testkit/client.js';
import { testDatabase, type TestDatabase } from '../../testkit/database.js';
import { deleteItems, purgeItems, uploadFile } from '../../testkit/operations.js';
import { folderBeside } from '../../testkit/server-folder.js';
import { storedContent } from '../../testkit/stored-content.js';
import type { Person } from '../../testkit/world.js';

const link = `query ($id: ID!) { file(id: $id) { state download { url } } }`;
const UNAVAILABLE = 'SERVICE_UNAVAILABLE';

/** Two servers on one database, each with a folder of its own: `first` takes the first file, if one is taken. */
let database: TestDatabase;
let first: TestApp;
let beside: TestApp;
let besideDir: string;
let log: { msg: string }[];
let place: Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;

beforeEach(async () => {
  database = await testDatabase();
  log = [];
  first = await TestApp.start({ databaseUrl: database.url });
  besideDir = await folderBeside(first);
  beside = await startIn(besideDir, (line) => log.push(line as never));
  place = await first.world().studio();
});
afterEach(async () => {
  await Promise.all([first.close(), beside.close()]);
  await database.drop();
  await rm(besideDir, { recursive: true });
});

const startIn = (dataDir: string, onLog?: (line: Record<string, unknown>) => void) =>
  TestApp.start({ databaseUrl: database.url, config: { dataDir }, ...(onLog && { onLog }) });
const at = ({ url }: TestApp, { token }: Person) => new Client(url, token);
const upload = (test: TestApp, name: string) =>
  at(test, place.owner).upload(uploadFile, { folderId: place.project.rootFolderId }, { name, bytes: 'Hello' });
const download = async (test: TestApp, id: string) => {
  const { file } = await at(test, place.owner).query(link, { id });
  return fetch(file.download.url);
};
const warnings = () => log.filter(({ msg }) => msg.includes('--adopt-folder'));

describe('a server with another folder than that of the files', () => {
  it('takes no file, says so once in its log, and does not start again', async () => {
    await upload(first, 'first.txt');
    for (const name of ['second.txt', 'third.txt']) await expect(upload(beside, name)).rejects.toThrow(UNAVAILABLE);

    expect(await storedContent(beside)).toEqual([]);
    expect(warnings()).toEqual([
      expect.objectContaining({ msg: expect.stringMatching(/is not the folder in which this installation keeps its files/) }),
    ]);
    await expect(startIn(besideDir)).rejects.toThrow(/Give all servers one shared folder by ATRIUM_DATA_DIR/);
  });

  it('does not say of a file that it is gone', async () => {
    const { file } = await upload(first, 'first.txt');
    const answer = await download(beside, file.id);
    expect([answer.status, await answer.json()]).toMatchObject([503, { error: { code: UNAVAILABLE } }]);
    expect((await download(first, file.id)).status).toBe(200);
  });

  it('leaves content to be removed to those who have it', async () => {
    const { file } = await upload(first, 'first.txt');
    await at(beside, place.owner).mutate(deleteItems, { itemIds: [file.id] });
    await at(beside, place.owner).mutate(purgeItems, { itemIds: [file.id] });
    await beside.app.settle();
    expect(await first.app.database.rows({ text: 'select from doomed_content', values: [] })).toHaveLength(1);
    expect(await storedContent(first)).toHaveLength(1);
  });
});

describe('of two servers with separate folders that take their first files at once', () => {
  it('one takes them', async () => {
    const answers = await Promise.allSettled(
      [first, beside].flatMap((test, server) => [1, 2, 3].map((n) => upload(test, `${server}-${n}.txt`))),
    );
    const taken = [0, 3].map((start) => answers.slice(start, start + 3).filter(({ status }) => status === 'fulfilled').length);
    expect(taken.sort()).toEqual([0, 3]);
    expect([await storedContent(first), await storedContent(beside)].map(({ length }) => length).sort()).toEqual([0, 3]);
  });
});

describe('servers that share a folder', () => {
  it('serve each other’s files', async () => {
    const { file } = await upload(first, 'first.txt');
    const second = await startIn(first.dataDir);
    expect(await (await download(second, file.id)).text()).toBe('Hello');
    const { file: another } = await upload(second, 'second.txt');
    expect(await (await download(first, another.id)).text()).toBe('Hello');
    await second.close();
  });
});

describe('an installation of a release that recorded no folder', () => {
  const forgetRecord = () => first.app.database.em.execute('update installation set files_folder_id = null');
  const isRecorded = async () =>
    (await first.app.database.rows({ text: 'select from installation where files_folder_id is not null', values: [] })).length >
    0;

  it('starts, and the folder that holds its files becomes the recorded one', async () => {
    await upload(first, 'first.txt');
    await forgetRecord();
    await (await startIn(first.dataDir)).close();
    expect(await isRecorded()).toBe(true);
    await expect(startIn(besideDir)).rejects.toThrow(/keeps its files/);
  });

  it('starts without its files, too, but takes none until the folder is known', async () => {
    await upload(first, 'first.txt');
    await forgetRecord();
    await expect(upload(beside, 'second.txt')).rejects.toThrow(UNAVAILABLE);
    const again: { msg: string }[] = [];
    await (await startIn(besideDir, (line) => again.push(line as never))).close();
    expect(again.filter(({ msg }) => /does not hold the latest of the stored files/.test(msg))).toHaveLength(1);
    expect(await isRecorded()).toBe(false);

    await upload(first, 'third.txt');
    expect(await isRecorded()).toBe(true);
  });
});
