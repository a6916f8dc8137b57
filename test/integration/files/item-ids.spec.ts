import { TestApp } from '../../testkit/app.js';
import { addFiles } from '../../testkit/files.js';
import { createFolder, deleteItems, moveItems, purgeItems, restoreItems, uploadFile } from '../../testkit/operations.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const names = `query ($id: ID!) { project(id: $id) { files { totalCount } trash { totalCount } } }`;

describe('mutations of several files and folders', () => {
  const mutations: [string, string, boolean][] = [
    ['moveItems', moveItems, false],
    ['deleteItems', deleteItems, false],
    ['restoreItems', restoreItems, true],
    ['purgeItems', purgeItems, true],
  ];

  it.each(mutations)('%s names every id that is none, and does nothing', async (_name, mutation, inTrash) => {
    const { member, stranger, project } = await test.world().studio({ member: 'MAINTAINER' });
    const { folder: target } = await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'target' });
    const { file } = await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'a.txt', bytes: 'a' });
    if (inTrash) await member.mutate(deleteItems, { itemIds: [file.id] });
    const elsewhere = await test.world().project(await test.world().organization([[stranger, 'OWNER']]));
    const foreign = (await stranger.upload(uploadFile, { folderId: elsewhere.rootFolderId }, { name: 'x', bytes: 'x' })).file.id;

    const targetFolder = mutation === moveItems ? { targetFolderId: target.id } : {};
    const before = await member.query(names, { id: project.id });
    const itemIds = [
      file.id,
      'nonsense',
      project.id,
      foreign,
      `fil_${target.id.slice(4)}`,
      'fil_0190a000-0000-7000-8000-000000000000',
    ];
    expect(await member.userErrors(mutation, { itemIds, ...targetFolder })).toEqual(
      [1, 2, 3, 4, 5].map((index) => ({ code: 'NOT_FOUND', path: ['input', 'itemIds', `${index}`] })),
    );
    expect(await member.query(names, { id: project.id })).toEqual(before);
  });

  it.each(mutations)('%s takes 1 to 100 ids', async (_name, mutation, inTrash) => {
    const { owner, member, organization, project } = await test.world().studio({ member: 'MAINTAINER' });
    const ids = (
      await addFiles(
        test,
        organization,
        project,
        owner,
        Array.from({ length: 101 }, () => ({})),
      )
    ).map((id) => `fil_${id}`);
    const { folder } = await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'target' });
    const targetFolder = mutation === moveItems ? { targetFolderId: folder.id } : {};
    if (inTrash) await member.mutate(deleteItems, { itemIds: ids.slice(0, 100) });

    expect(await member.userErrors(mutation, { itemIds: ids, ...targetFolder })).toEqual([
      { code: 'LIMIT_EXCEEDED', path: ['input', 'itemIds'] },
    ]);
    expect(await member.userErrors(mutation, { itemIds: [], ...targetFolder })).toEqual([
      { code: 'REQUIRED', path: ['input', 'itemIds'] },
    ]);
    await member.mutate(mutation, { itemIds: ids.slice(0, 100), ...targetFolder });
  });
});
