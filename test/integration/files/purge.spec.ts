import { TestApp } from '../../testkit/app.js';
import {
  createFolder,
  deleteItems,
  emptyTrash,
  purgeItems,
  restoreItems,
  uploadFile,
  uploadFileVersion,
} from '../../testkit/operations.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import { storedContent } from '../../testkit/stored-content.js';

let test: TestApp;
const clock = new SettableClock();
beforeAll(async () => {
  test = await TestApp.start({ clock });
});
afterAll(() => test.close());

const trash = `query ($id: ID!) { project(id: $id) { trash { totalCount nodes { ... on File { name } ... on Folder { name } } } } }`;
const download = `query ($id: ID!) { file(id: $id) { download { url } } }`;

/** A folder `plans` with `a.txt` of two versions, and `b.txt` beside it. */
async function studioWithFiles() {
  const studio = await test.world().studio({ member: 'MAINTAINER' });
  const { member, project } = studio;
  const upload = async (folderId: string, name: string) =>
    (await member.upload(uploadFile, { folderId }, { name, bytes: name })).file.id as string;
  const plans = (await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'plans' })).folder.id as string;
  const before = await storedContent(test);
  const [a, b] = [await upload(plans, 'a.txt'), await upload(project.rootFolderId, 'b.txt')];
  await member.upload(uploadFileVersion, { fileId: a }, { name: 'x', bytes: 'second' });
  const namesInTrash = async () =>
    (await member.query(trash, { id: project.id })).project.trash.nodes.map(({ name }: { name: string }) => name);
  /** How many contents more than at the start lie on the disk. */
  const contents = async () => (await storedContent(test)).length - before.length;
  return { ...studio, plans, a, b, upload, namesInTrash, contents };
}

describe('purging files and folders', () => {
  it('removes them with all versions, and their bytes from the disk', async () => {
    const { member, project, plans, a, b, namesInTrash, contents } = await studioWithFiles();
    const { url } = (await member.query(download, { id: a })).file.download;
    await member.mutate(deleteItems, { itemIds: [plans] });
    expect(await contents()).toBe(3);
    expect((await fetch(url)).status).toBe(200);

    expect(await member.mutate(purgeItems, { itemIds: [plans] })).toMatchObject({
      purgedIds: [plans],
      project: { id: project.id },
    });
    expect(await namesInTrash()).toEqual([]);
    expect(await contents()).toBe(1);
    expect((await fetch(url)).status).toBe(404);
    expect(await member.userErrors(restoreItems, { itemIds: [plans] })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'itemIds', '0'] },
    ]);
    expect(await member.userErrors(purgeItems, { itemIds: [a] })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'itemIds', '0'] },
    ]);
    expect((await member.query(download, { id: b })).file).not.toBeNull();
  });

  it('spares what came into the trash before the folder, which can still be restored', async () => {
    const { member, project, plans, a, upload, namesInTrash, contents } = await studioWithFiles();
    await upload(plans, 'along.txt');
    await member.mutate(deleteItems, { itemIds: [a] });
    await member.mutate(deleteItems, { itemIds: [plans] });
    await member.mutate(purgeItems, { itemIds: [plans] });
    expect(await namesInTrash()).toEqual(['a.txt']);
    expect(await contents()).toBe(3);
    expect((await member.mutate(restoreItems, { itemIds: [a] })).folders).toEqual([{ id: project.rootFolderId }]);
  });

  it('is for what lies in the trash only, all or none', async () => {
    const { member, a, b, namesInTrash, contents } = await studioWithFiles();
    await member.mutate(deleteItems, { itemIds: [a] });
    expect(await member.userErrors(purgeItems, { itemIds: [a, b] })).toEqual([
      { code: 'INVALID', path: ['input', 'itemIds', '1'] },
    ]);
    expect(await namesInTrash()).toEqual(['a.txt']);
    expect(await contents()).toBe(3);
  });

  it('is for maintainers', async () => {
    const { member, guest, stranger, a } = await studioWithFiles();
    await member.mutate(deleteItems, { itemIds: [a] });
    expect(await guest.userErrors(purgeItems, { itemIds: [a] })).toEqual([{ code: 'FORBIDDEN', path: ['input', 'itemIds'] }]);
    expect(await stranger.userErrors(purgeItems, { itemIds: [a] })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'itemIds', '0'] },
    ]);
  });
});

describe('emptying the trash', () => {
  it('removes what was there before a moment, and leaves what came since', async () => {
    const { member, project, plans, b, namesInTrash, contents } = await studioWithFiles();
    await member.mutate(deleteItems, { itemIds: [plans] });
    clock.pass({ seconds: 10 });
    const deletedBefore = clock.now().toISOString();
    await member.mutate(deleteItems, { itemIds: [b] });

    expect(await member.mutate(emptyTrash, { projectId: project.id, deletedBefore })).toMatchObject({
      project: { id: project.id },
    });
    expect(await namesInTrash()).toEqual(['b.txt']);
    expect(await contents()).toBe(1);

    clock.pass({ seconds: 10 });
    await member.mutate(emptyTrash, { projectId: project.id, deletedBefore: clock.now().toISOString() });
    expect(await namesInTrash()).toEqual([]);
    expect(await contents()).toBe(0);
  });

  it('does not reach into other projects', async () => {
    const [one, other] = [await studioWithFiles(), await studioWithFiles()];
    for (const { member, a } of [one, other]) await member.mutate(deleteItems, { itemIds: [a] });
    clock.pass({ seconds: 10 });
    await one.member.mutate(emptyTrash, { projectId: one.project.id, deletedBefore: clock.now().toISOString() });
    expect(await other.namesInTrash()).toEqual(['a.txt']);
  });

  it('is for maintainers', async () => {
    const { guest, stranger, project } = await studioWithFiles();
    const input = { projectId: project.id, deletedBefore: clock.now().toISOString() };
    expect(await guest.userErrors(emptyTrash, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'projectId'] }]);
    expect(await stranger.userErrors(emptyTrash, input)).toEqual([{ code: 'NOT_FOUND', path: ['input', 'projectId'] }]);
  });
});
