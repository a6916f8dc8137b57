import { TestApp } from '../../testkit/app.js';
import { uploadFile, uploadFileVersion } from '../../testkit/operations.js';
import { storedContent } from '../../testkit/stored-content.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start({ config: { maxUploadBytes: 100_000 } });
});
afterAll(() => test.close());

describe('a file over the limit', () => {
  it('is TOO_LARGE, and nothing of it stays', async () => {
    const { member, project } = await test.world().studio();
    const payload = await member.upload(
      `mutation ($input: UploadFileInput!) { uploadFile(input: $input) { file { id } userErrors { code path params } } }`,
      { folderId: project.rootFolderId },
      { name: 'large.bin', bytes: Buffer.alloc(100_001) },
    );
    expect(payload).toEqual({
      file: null,
      userErrors: [{ code: 'TOO_LARGE', path: ['input', 'content'], params: { max: 100_000 } }],
    });
    expect(await storedContent(test)).toEqual([]);

    const files = `query ($id: ID!) { project(id: $id) { files { totalCount } } }`;
    expect(await member.query(files, { id: project.id })).toEqual({ project: { files: { totalCount: 0 } } });
  });

  it('is none of exactly so many bytes, and new versions have the same limit', async () => {
    const { member, project } = await test.world().studio();
    const input = { folderId: project.rootFolderId };
    const { file } = await member.upload(uploadFile, input, { name: 'full.bin', bytes: Buffer.alloc(100_000) });
    expect(file.size).toBe(100_000);

    const before = await storedContent(test);
    const refused = await member.upload(uploadFileVersion, { fileId: file.id }, { name: 'x', bytes: Buffer.alloc(5_000_000) });
    expect(refused).toMatchObject({ fileVersion: null, userErrors: [{ code: 'TOO_LARGE', path: ['input', 'content'] }] });
    expect(await storedContent(test)).toEqual(before);
  });
});
