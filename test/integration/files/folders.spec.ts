import { TestApp } from '../../testkit/app.js';
import { createFolder, deleteItems, updateFolder, uploadFile } from '../../testkit/operations.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const folderById = `query ($id: ID!) { folder(id: $id) { name parent { id } project { id } ancestors { name } folders { totalCount nodes { name } } files { totalCount nodes { name } } } }`;

describe('creating a folder', () => {
  it('puts it into another, and shows the way there', async () => {
    const { member, guest, project } = await test.world().studio({ member: 'MAINTAINER' });
    const { folder: plans } = await member.mutate(createFolder, { parentId: project.rootFolderId, name: '  Plans ' });
    const { folder: drafts } = await member.mutate(createFolder, { parentId: plans.id, name: 'Drafts' });
    await member.upload(uploadFile, { folderId: plans.id }, { name: 'b.txt', bytes: 'b' });
    await member.upload(uploadFile, { folderId: drafts.id }, { name: 'a.txt', bytes: 'a' });

    expect(await guest.query(folderById, { id: plans.id })).toEqual({
      folder: {
        name: 'Plans',
        parent: { id: project.rootFolderId },
        project: { id: project.id },
        ancestors: [{ name: project.name }],
        folders: { totalCount: 1, nodes: [{ name: 'Drafts' }] },
        files: { totalCount: 1, nodes: [{ name: 'b.txt' }] },
      },
    });
    expect((await guest.query(folderById, { id: drafts.id })).folder.ancestors).toEqual([
      { name: project.name },
      { name: 'Plans' },
    ]);
  });

  it('lists folders by name, without those in the trash', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const ids: Record<string, string> = {};
    for (const name of ['c', 'a', 'b']) {
      ids[name] = (await member.mutate(createFolder, { parentId: project.rootFolderId, name })).folder.id;
    }
    await member.mutate(deleteItems, { itemIds: [ids['b']] });
    const { folder } = await member.query(folderById, { id: project.rootFolderId });
    expect(folder.folders).toEqual({ totalCount: 2, nodes: [{ name: 'a' }, { name: 'c' }] });
  });

  it('refuses a name that the folder has, which a file or a folder in the trash may have', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const input = { parentId: project.rootFolderId, name: 'Plans' };
    await member.upload(uploadFile, { folderId: project.rootFolderId, name: 'Plans' }, { name: 'x', bytes: 'x' });
    const { folder } = await member.mutate(createFolder, input);
    expect(await member.userErrors(createFolder, input)).toEqual([{ code: 'TAKEN', path: ['input', 'name'] }]);

    await member.mutate(deleteItems, { itemIds: [folder.id] });
    await member.mutate(createFolder, input);
  });

  it.each([
    ['', 'REQUIRED'],
    ['  ', 'REQUIRED'],
    ['a/b', 'INVALID'],
    ['.', 'INVALID'],
    ['..', 'INVALID'],
    ['line\nbreak', 'INVALID'],
    ['nul\0', 'INVALID'],
    ['turned\u202eround', 'INVALID'],
    ['x'.repeat(256), 'TOO_LONG'],
  ])('refuses the name %j', async (name, code) => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    expect(await member.userErrors(createFolder, { parentId: project.rootFolderId, name })).toEqual([
      { code, path: ['input', 'name'] },
    ]);
  });

  it('is for editors: a viewer may not, and a stranger does not know the folder', async () => {
    const { guest, stranger, project } = await test.world().studio({ member: 'MAINTAINER' });
    const input = { parentId: project.rootFolderId, name: 'Nope' };
    expect(await guest.userErrors(createFolder, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'parentId'] }]);
    expect(await stranger.userErrors(createFolder, input)).toEqual([{ code: 'NOT_FOUND', path: ['input', 'parentId'] }]);
    expect(await stranger.userErrors(createFolder, { ...input, parentId: project.id })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'parentId'] },
    ]);
    expect(await stranger.query(folderById, { id: project.rootFolderId })).toEqual({ folder: null });
  });
});

describe('renaming a folder', () => {
  it('gives it another name, unless that is taken', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const { folder } = await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'Old' });
    await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'Other' });

    const renamed = await member.mutate(updateFolder, { folderId: folder.id, name: 'New', expectedRevision: 1 });
    expect(renamed.folder).toEqual({ id: folder.id, name: 'New', revision: 2 });
    expect(await member.userErrors(updateFolder, { folderId: folder.id, name: 'Other' })).toEqual([
      { code: 'TAKEN', path: ['input', 'name'] },
    ]);
    expect(await member.userErrors(updateFolder, { folderId: folder.id, name: '..' })).toEqual([
      { code: 'INVALID', path: ['input', 'name'] },
    ]);
    expect(await member.userErrors(updateFolder, { folderId: folder.id, name: null })).toEqual([
      { code: 'REQUIRED', path: ['input', 'name'] },
    ]);

    const stale = { folderId: folder.id, name: 'Newest', expectedRevision: 1 };
    expect(await member.userErrors(updateFolder, stale)).toEqual([{ code: 'CONFLICT', path: ['input', 'expectedRevision'] }]);
    expect((await member.payload(updateFolder, stale)).folder).toEqual({ id: folder.id, name: 'New', revision: 2 });
  });

  it('leaves the root folder alone', async () => {
    const { owner, project } = await test.world().studio({ member: 'MAINTAINER' });
    expect(await owner.userErrors(updateFolder, { folderId: project.rootFolderId, name: 'Root' })).toEqual([
      { code: 'INVALID', path: ['input', 'folderId'] },
    ]);
  });

  it('is for editors', async () => {
    const { member, guest, stranger, project } = await test.world().studio({ member: 'MAINTAINER' });
    const { folder } = await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'Plans' });
    const input = { folderId: folder.id, name: 'Nope' };
    expect(await guest.userErrors(updateFolder, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'folderId'] }]);
    expect(await stranger.userErrors(updateFolder, input)).toEqual([{ code: 'NOT_FOUND', path: ['input', 'folderId'] }]);
  });
});
