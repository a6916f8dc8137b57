import { TestApp } from '../../testkit/app.js';
import { addFiles } from '../../testkit/files.js';
import { deleteItems, uploadFile, uploadFileVersion } from '../../testkit/operations.js';
import { storedContent } from '../../testkit/stored-content.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const versions = `query ($id: ID!) { file(id: $id) { size mimeType sha256 state revision uploadedBy { id } currentVersion { number }
  versions { totalCount nodes { id number size sha256 uploadedBy { id } file { id } download { url } } } } }`;

async function studioWithFile() {
  const studio = await test.world().studio({ member: 'MAINTAINER' });
  const { file } = await studio.member.upload(
    uploadFile,
    { folderId: studio.project.rootFolderId },
    { name: 'a.txt', bytes: 'one' },
  );
  return { ...studio, file };
}

describe('uploading a new version', () => {
  it('makes it the current one, and keeps the old', async () => {
    const { owner, member, guest, file } = await studioWithFile();
    const added = await owner.upload(
      uploadFileVersion,
      { fileId: file.id, expectedRevision: 1 },
      { name: 'other-name', bytes: 'number two' },
    );
    expect(added).toMatchObject({ file: { name: 'a.txt', size: 10, revision: 2 }, fileVersion: { number: 2, size: 10 } });

    const seen = (await guest.query(versions, { id: file.id })).file;
    expect(seen).toMatchObject({ size: 10, revision: 2, uploadedBy: { id: member.id }, currentVersion: { number: 2 } });
    expect(seen.versions.totalCount).toBe(2);
    expect(seen.versions.nodes).toMatchObject([
      { number: 2, size: 10, sha256: seen.sha256, uploadedBy: { id: owner.id }, file: { id: file.id } },
      { number: 1, size: 3, sha256: file.sha256, uploadedBy: { id: member.id } },
    ]);
    const contents = await Promise.all(
      seen.versions.nodes.map(async ({ download }: { download: { url: string } }) => (await fetch(download.url)).text()),
    );
    expect(contents).toEqual(['number two', 'one']);
  });

  it('numbers those that come at once one after another', async () => {
    const { member, file } = await studioWithFile();
    const added = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        member.upload(uploadFileVersion, { fileId: file.id }, { name: 'x', bytes: `v${index}` }),
      ),
    );
    expect(added.map(({ fileVersion }) => fileVersion.number).sort()).toEqual([2, 3, 4, 5]);
    expect((await member.query(versions, { id: file.id })).file.currentVersion.number).toBe(5);
  });

  it('gives an imported file its first content', async () => {
    const { owner, member, organization, project } = await test.world().studio({ member: 'MAINTAINER' });
    const [stored] = await addFiles(test, organization, project, owner, [{ name: 'imported.txt' }]);
    const id = `fil_${stored}`;
    expect((await member.query(versions, { id })).file).toMatchObject({
      state: 'UPLOADING',
      currentVersion: null,
      versions: { totalCount: 0 },
    });

    await member.upload(uploadFileVersion, { fileId: id }, { name: 'x', bytes: 'here it is' });
    expect((await member.query(versions, { id })).file).toMatchObject({
      state: 'READY',
      currentVersion: { number: 1 },
      uploadedBy: { id: owner.id },
    });
  });

  it('answers CONFLICT with the file as it is, and stores nothing', async () => {
    const { member, file } = await studioWithFile();
    const before = await storedContent(test);
    const refused = await member.upload(uploadFileVersion, { fileId: file.id, expectedRevision: 9 }, { name: 'x', bytes: 'x' });
    expect(refused).toMatchObject({
      file: { id: file.id, revision: 1 },
      fileVersion: null,
      userErrors: [{ code: 'CONFLICT', path: ['input', 'expectedRevision'] }],
    });
    expect(await storedContent(test)).toEqual(before);
  });

  it('is for editors, and not for a file in the trash', async () => {
    const { member, guest, stranger, file } = await studioWithFile();
    const upload = async (person: typeof member) =>
      (await person.upload(uploadFileVersion, { fileId: file.id }, { name: 'x', bytes: 'x' })).userErrors;
    expect(await upload(guest)).toMatchObject([{ code: 'FORBIDDEN', path: ['input', 'fileId'] }]);
    expect(await upload(stranger)).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'fileId'] }]);
    await member.mutate(deleteItems, { itemIds: [file.id] });
    expect(await upload(member)).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'fileId'] }]);
  });
});
