import { TestApp } from '../../testkit/app.js';
import { updateFile, uploadFile } from '../../testkit/operations.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

async function studioWithFile() {
  const studio = await test.world().studio();
  const { file } = await studio.member.upload(
    uploadFile,
    { folderId: studio.project.rootFolderId },
    { name: 'a.txt', bytes: 'one' },
  );
  return { ...studio, file };
}

describe('changing a file', () => {
  it('renames it, or says what it is for', async () => {
    const { member, file } = await studioWithFile();
    expect((await member.mutate(updateFile, { fileId: file.id, name: 'b.txt' })).file).toMatchObject({
      name: 'b.txt',
      kind: 'GENERIC',
      revision: 2,
    });
    expect((await member.mutate(updateFile, { fileId: file.id, kind: 'TEST' })).file).toMatchObject({
      name: 'b.txt',
      kind: 'TEST',
      revision: 3,
    });
    expect((await member.mutate(updateFile, { fileId: file.id, name: 'b.txt', kind: 'TEST' })).file.revision).toBe(3);
  });

  it('refuses a name that is taken, or none', async () => {
    const { member, project, file } = await studioWithFile();
    await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'b.txt', bytes: 'two' });
    expect(await member.userErrors(updateFile, { fileId: file.id, name: 'b.txt' })).toEqual([
      { code: 'TAKEN', path: ['input', 'name'] },
    ]);
    expect(await member.userErrors(updateFile, { fileId: file.id, name: 'a/b' })).toEqual([
      { code: 'INVALID', path: ['input', 'name'] },
    ]);
    expect(await member.userErrors(updateFile, { fileId: file.id, name: null, kind: null })).toEqual([
      { code: 'REQUIRED', path: ['input', 'name'] },
      { code: 'REQUIRED', path: ['input', 'kind'] },
    ]);
  });

  it('answers CONFLICT with the file as it is', async () => {
    const { member, file } = await studioWithFile();
    const input = { fileId: file.id, name: 'b.txt', expectedRevision: 4 };
    expect(await member.userErrors(updateFile, input)).toEqual([{ code: 'CONFLICT', path: ['input', 'expectedRevision'] }]);
    expect((await member.payload(updateFile, input)).file).toMatchObject({ id: file.id, name: 'a.txt', revision: 1 });
  });

  it('is for editors', async () => {
    const { guest, stranger, file } = await studioWithFile();
    expect(await guest.userErrors(updateFile, { fileId: file.id, name: 'c' })).toEqual([
      { code: 'FORBIDDEN', path: ['input', 'fileId'] },
    ]);
    expect(await stranger.userErrors(updateFile, { fileId: file.id, name: 'c' })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'fileId'] },
    ]);
  });
});
