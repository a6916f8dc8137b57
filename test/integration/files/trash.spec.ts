import { TestApp } from '../../testkit/app.js';
import { createFolder, deleteItems, restoreItems, setProjectMember, uploadFile } from '../../testkit/operations.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const trash = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { project(id: $id) {
  trash(first: $first, after: $after, last: $last, before: $before) { totalCount
    nodes { ... on File { id name deletedAt } ... on Folder { id name deletedAt } } pageInfo { hasNextPage hasPreviousPage endCursor startCursor } }
  files { totalCount } } }`;

const placeOf = `query ($id: ID!) { node(id: $id) { ... on File { name folder { id } } ... on Folder { name parent { id } } } }`;

/** `plans/drafts`, with `a.txt` in drafts and `b.txt` in plans. */
async function studioWithTree() {
  const studio = await test.world().studio({ member: 'MAINTAINER' });
  const { member, project } = studio;
  const folder = async (parentId: string, name: string) =>
    (await member.mutate(createFolder, { parentId, name })).folder.id as string;
  const upload = async (folderId: string, name: string) =>
    (await member.upload(uploadFile, { folderId }, { name, bytes: name })).file.id as string;
  const plans = await folder(project.rootFolderId, 'plans');
  const drafts = await folder(plans, 'drafts');
  const [a, b] = [await upload(drafts, 'a.txt'), await upload(plans, 'b.txt')];
  const inTrash = async (person: Person = member, page = {}) =>
    (await person.query(trash, { id: project.id, ...page })).project.trash;
  const namesInTrash = async () => (await inTrash()).nodes.map(({ name }: { name: string }) => name);
  const exists = async (...ids: string[]) =>
    (await member.query(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids })).nodes.map((node: unknown) => node !== null);
  return { ...studio, folder, upload, plans, drafts, a, b, inTrash, namesInTrash, exists };
}

describe('deleting files and folders', () => {
  it('takes along what lies in a folder, and lists the folder only', async () => {
    const { member, project, plans, drafts, a, b, inTrash, exists } = await studioWithTree();
    const deleted = await member.mutate(deleteItems, { itemIds: [plans] });
    expect(deleted).toMatchObject({ deletedIds: [plans], folders: [{ id: project.rootFolderId }] });

    expect(await exists(plans, drafts, a, b)).toEqual([false, false, false, false]);
    expect(await inTrash()).toMatchObject({
      totalCount: 1,
      nodes: [{ id: plans, name: 'plans', deletedAt: expect.any(String) }],
    });
    expect((await member.query(trash, { id: project.id })).project.files.totalCount).toBe(0);
  });

  it('counts what is named beside the folder that it lies in as taken along', async () => {
    const { member, drafts, a, b, inTrash } = await studioWithTree();
    const { deletedIds } = await member.mutate(deleteItems, { itemIds: [a, b, drafts, a] });
    expect(deletedIds).toEqual([a, b, drafts]);
    expect((await inTrash()).nodes.map(({ id }: { id: string }) => id).sort()).toEqual([b, drafts].sort());
  });

  it('is gone through page by page, the last deleted first', async () => {
    const { member, a, b, drafts, inTrash } = await studioWithTree();
    for (const id of [a, b, drafts]) await member.mutate(deleteItems, { itemIds: [id] });
    const all = [drafts, b, a];

    const first = await inTrash(member, { first: 2 });
    expect(first).toMatchObject({
      totalCount: 3,
      nodes: all.slice(0, 2).map((id) => ({ id })),
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const second = await inTrash(member, { first: 2, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ nodes: [{ id: a }], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
    const back = await inTrash(member, { last: 2, before: second.pageInfo.startCursor });
    expect(back).toMatchObject({
      nodes: all.slice(0, 2).map((id) => ({ id })),
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
  });

  it('reads places and rows at one moment, so that a page does not end early for what is restored in between', async () => {
    const { member, project, inTrash, plans, b } = await studioWithTree();
    await member.mutate(deleteItems, { itemIds: [b] });
    await member.mutate(deleteItems, { itemIds: [plans] });
    const page = `query ($id: ID!) { project(id: $id) { trash(first: 1) { nodes { ... on File { size } ... on Folder { name } } } } }`;
    const statements = await test.statementsOf(() => member.query(page, { id: project.id }));
    expect(statements.filter((sql) => /\b(files|folders)\b/.test(sql))).toHaveLength(1);
    expect((await inTrash()).nodes).toMatchObject([{ name: 'plans' }, { name: 'b.txt' }]);
  });

  it('is for maintainers; editors and viewers do not see the trash', async () => {
    const { owner, member, guest: editor, stranger, project, a, inTrash } = await studioWithTree();
    await owner.mutate(setProjectMember, { projectId: project.id, userId: editor.id, role: 'EDITOR' });
    expect(await editor.userErrors(deleteItems, { itemIds: [a] })).toEqual([{ code: 'FORBIDDEN', path: ['input', 'itemIds'] }]);
    expect(await stranger.userErrors(deleteItems, { itemIds: [a] })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'itemIds', '0'] },
    ]);
    await member.mutate(deleteItems, { itemIds: [a] });
    expect(await inTrash(editor)).toBeNull();
    expect(await editor.userErrors(restoreItems, { itemIds: [a] })).toEqual([{ code: 'FORBIDDEN', path: ['input', 'itemIds'] }]);
  });

  it('leaves the root folder alone, and all that was named with it', async () => {
    const { owner, project, a, exists } = await studioWithTree();
    expect(await owner.userErrors(deleteItems, { itemIds: [a, project.rootFolderId] })).toEqual([
      { code: 'INVALID', path: ['input', 'itemIds', '1'] },
    ]);
    expect(await exists(a)).toEqual([true]);
  });
});

describe('restoring files and folders', () => {
  it('brings a folder back with what was deleted with it, and not what was deleted before', async () => {
    const { member, plans, drafts, a, b, exists, namesInTrash } = await studioWithTree();
    await member.mutate(deleteItems, { itemIds: [b] });
    await member.mutate(deleteItems, { itemIds: [plans] });

    const { items } = await member.mutate(restoreItems, { itemIds: [plans] });
    expect(items).toEqual([{ __typename: 'Folder', id: plans, name: 'plans' }]);
    expect(await exists(plans, drafts, a, b)).toEqual([true, true, true, false]);
    expect(await namesInTrash()).toEqual(['b.txt']);

    const restored = await member.mutate(restoreItems, { itemIds: [b] });
    expect(restored.folders).toEqual([{ id: plans }]);
    expect(await namesInTrash()).toEqual([]);
  });

  it('finds a free name when that was taken meanwhile', async () => {
    const { member, upload, plans, b } = await studioWithTree();
    await member.mutate(deleteItems, { itemIds: [b] });
    await upload(plans, 'b.txt');
    const { items } = await member.mutate(restoreItems, { itemIds: [b] });
    expect(items).toMatchObject([{ id: b, name: 'b (2).txt' }]);
  });

  it('puts it into the nearest folder that is still there', async () => {
    const { member, project, plans, drafts, a, b } = await studioWithTree();
    await member.mutate(deleteItems, { itemIds: [a] });
    await member.mutate(deleteItems, { itemIds: [drafts] });
    expect((await member.mutate(restoreItems, { itemIds: [a] })).folders).toEqual([{ id: plans }]);
    expect((await member.query(placeOf, { id: a })).node).toEqual({ name: 'a.txt', folder: { id: plans } });

    await member.mutate(deleteItems, { itemIds: [b] });
    await member.mutate(deleteItems, { itemIds: [plans] });
    await member.mutate(restoreItems, { itemIds: [b] });
    expect((await member.query(placeOf, { id: b })).node.folder).toEqual({ id: project.rootFolderId });
  });

  it('puts what is restored together where it lay, folders first or last', async () => {
    const { member, plans, drafts, a } = await studioWithTree();
    await member.mutate(deleteItems, { itemIds: [a] });
    await member.mutate(deleteItems, { itemIds: [drafts] });
    await member.mutate(restoreItems, { itemIds: [a, drafts] });
    expect((await member.query(placeOf, { id: a })).node.folder).toEqual({ id: drafts });
    expect((await member.query(placeOf, { id: drafts })).node.parent).toEqual({ id: plans });
  });

  it('refuses what was taken along by a folder, and what is not in the trash', async () => {
    const { member, drafts, a, b, exists } = await studioWithTree();
    await member.mutate(deleteItems, { itemIds: [drafts] });
    expect(await member.userErrors(restoreItems, { itemIds: [a] })).toEqual([
      { code: 'INVALID', path: ['input', 'itemIds', '0'] },
    ]);
    expect(await member.userErrors(restoreItems, { itemIds: [drafts, b] })).toEqual([
      { code: 'INVALID', path: ['input', 'itemIds', '1'] },
    ]);
    expect(await exists(drafts)).toEqual([false]);
  });
});
