import { TestApp } from '../../testkit/app.js';
import { createFolder, createProject, deleteItems, moveItems, uploadFile } from '../../testkit/operations.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const listing = `query ($id: ID!) { folder(id: $id) { folders { nodes { name } } files { nodes { name } } } }`;

/** `source/inner/deep` and `target`, with a file `a.txt` in source. */
async function studioWithTree() {
  const studio = await test.world().studio({ member: 'MAINTAINER' });
  const { member, project } = studio;
  const folder = async (parentId: string, name: string) =>
    (await member.mutate(createFolder, { parentId, name })).folder.id as string;
  const upload = async (folderId: string, name: string) =>
    (await member.upload(uploadFile, { folderId }, { name, bytes: name })).file.id as string;
  const source = await folder(project.rootFolderId, 'source');
  const inner = await folder(source, 'inner');
  const deep = await folder(inner, 'deep');
  const target = await folder(project.rootFolderId, 'target');
  const file = await upload(source, 'a.txt');
  return { ...studio, folder, upload, source, inner, deep, target, file };
}

const namesIn = async (person: Person, id: string) => {
  const { folders, files } = (await person.query(listing, { id })).folder;
  return [...folders.nodes, ...files.nodes].map(({ name }: { name: string }) => name);
};

describe('moving files and folders', () => {
  it('puts them into another folder, with all that lies in them', async () => {
    const { member, source, inner, deep, target, file } = await studioWithTree();
    const moved = await member.mutate(moveItems, { itemIds: [file, inner], targetFolderId: target });
    expect(moved).toMatchObject({
      items: [
        { __typename: 'File', id: file, name: 'a.txt' },
        { __typename: 'Folder', id: inner, name: 'inner' },
      ],
      sourceFolders: [{ id: source }],
      targetFolder: { id: target },
    });
    expect(await namesIn(member, source)).toEqual([]);
    expect(await namesIn(member, target)).toEqual(['inner', 'a.txt']);
    const ancestors = await member.query(`query ($id: ID!) { folder(id: $id) { ancestors { id } } }`, { id: deep });
    expect(ancestors.folder.ancestors.map(({ id }: { id: string }) => id).slice(1)).toEqual([target, inner]);
  });

  it('never makes a folder lie within itself', async () => {
    const { member, source, inner, deep } = await studioWithTree();
    for (const targetFolderId of [source, inner, deep]) {
      expect(await member.userErrors(moveItems, { itemIds: [source], targetFolderId })).toEqual([
        { code: 'CYCLE', path: ['input', 'itemIds', '0'] },
      ]);
    }
  });

  it('lets no two moves that cross build a ring', async () => {
    const { member, project, source, target } = await studioWithTree();
    const codes = await Promise.all([
      member.userErrors(moveItems, { itemIds: [source], targetFolderId: target }),
      member.userErrors(moveItems, { itemIds: [target], targetFolderId: source }),
    ]);
    expect(codes.flat()).toEqual([{ code: 'CYCLE', path: ['input', 'itemIds', '0'] }]);
    expect(await namesIn(member, project.rootFolderId)).toHaveLength(1);
  });

  it('stays within one project', async () => {
    const { member, organization, target, file } = await studioWithTree();
    const { project: other } = await member.mutate(createProject, { organizationId: organization.id, name: 'Other' });
    const foreign = (await member.upload(uploadFile, { folderId: other.rootFolder.id }, { name: 'b.txt', bytes: 'b' })).file.id;
    expect(await member.userErrors(moveItems, { itemIds: [file], targetFolderId: other.rootFolder.id })).toEqual([
      { code: 'INVALID', path: ['input', 'targetFolderId'] },
    ]);
    expect(await member.userErrors(moveItems, { itemIds: [file, foreign], targetFolderId: target })).toEqual([
      { code: 'INVALID', path: ['input', 'itemIds', '1'] },
    ]);
  });

  it('refuses all when one name is taken, or finds free names', async () => {
    const { member, upload, folder, source, inner, target, file } = await studioWithTree();
    await upload(target, 'a.txt');
    await folder(target, 'inner');
    const other = await upload(source, 'other.txt');

    const input = { itemIds: [other, file, inner], targetFolderId: target };
    expect(await member.userErrors(moveItems, input)).toEqual(
      expect.arrayContaining([
        { code: 'TAKEN', path: ['input', 'itemIds', '1'] },
        { code: 'TAKEN', path: ['input', 'itemIds', '2'] },
      ]),
    );
    expect(await namesIn(member, source)).toEqual(['inner', 'a.txt', 'other.txt']);

    const { items } = await member.mutate(moveItems, { ...input, onConflict: 'RENAME' });
    expect(items.map(({ name }: { name: string }) => name)).toEqual(['other.txt', 'a (2).txt', 'inner (2)']);
  });

  it('gives two of one name that come together different ones', async () => {
    const { member, upload, source, inner, target, file } = await studioWithTree();
    const namesake = await upload(inner, 'a.txt');
    const input = { itemIds: [file, namesake], targetFolderId: target };
    expect(await member.userErrors(moveItems, input)).toEqual([{ code: 'TAKEN', path: ['input', 'itemIds', '1'] }]);
    expect(await namesIn(member, source)).toContain('a.txt');
    await member.mutate(moveItems, { ...input, onConflict: 'RENAME' });
    expect(await namesIn(member, target)).toEqual(['a (2).txt', 'a.txt']);
  });

  it('leaves what lies there already as it is', async () => {
    const { member, source, file } = await studioWithTree();
    const { items } = await member.mutate(moveItems, { itemIds: [file], targetFolderId: source });
    expect(items).toMatchObject([{ id: file, name: 'a.txt' }]);
  });

  it('leaves the root folder alone', async () => {
    const { member, project, target } = await studioWithTree();
    expect(await member.userErrors(moveItems, { itemIds: [project.rootFolderId], targetFolderId: target })).toEqual([
      { code: 'INVALID', path: ['input', 'itemIds', '0'] },
    ]);
  });

  it('is for editors, and not into the trash', async () => {
    const { member, guest, stranger, target, file } = await studioWithTree();
    const input = { itemIds: [file], targetFolderId: target };
    expect(await guest.userErrors(moveItems, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'itemIds'] }]);
    expect(await stranger.userErrors(moveItems, input)).toEqual([{ code: 'NOT_FOUND', path: ['input', 'itemIds', '0'] }]);
    await member.mutate(deleteItems, { itemIds: [target] });
    expect(await member.userErrors(moveItems, input)).toEqual([{ code: 'NOT_FOUND', path: ['input', 'targetFolderId'] }]);
  });
});
