import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { TestApp } from '../../testkit/app.js';
import { createFolder, deleteItems, deleteProject, uploadFile } from '../../testkit/operations.js';
import { eventually } from '../../testkit/socket.js';
import { storedContent } from '../../testkit/stored-content.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('uploading a file', () => {
  it('puts it into a folder, with its first version', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const payload = await member.upload(
      uploadFile,
      { folderId: project.rootFolderId },
      { name: 'note.txt', bytes: 'Hello, Ärger!' },
    );
    expect(payload).toMatchObject({
      file: {
        name: 'note.txt',
        kind: 'GENERIC',
        state: 'READY',
        mimeType: 'text/plain',
        size: 14,
        sha256: createHash('sha256').update('Hello, Ärger!').digest('hex'),
        revision: 1,
        uploadedBy: { id: member.id },
        folder: { id: project.rootFolderId },
        currentVersion: { number: 1 },
      },
      fileEdge: { cursor: expect.any(String) },
      userErrors: [],
    });
  });

  it('recognises the type from the content, whatever the client says', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const typeOf = async (name: string, bytes: Uint8Array | string, type: string) =>
      (await member.upload(uploadFile, { folderId: project.rootFolderId }, { name, bytes, type })).file.mimeType;

    expect(await typeOf('image.txt', PNG, 'text/html')).toBe('image/png');
    expect(await typeOf('page.png', '<html><script>alert(1)</script>', 'image/png')).toBe('text/plain');
    expect(await typeOf('vector.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml')).not.toMatch(/^image/);
    expect(await typeOf('noise', new Uint8Array([0, 1, 2, 3, 255]), 'text/plain')).toBe('application/octet-stream');
    expect(await typeOf('empty', '', 'image/png')).toBe('application/octet-stream');
  });

  it('takes the name and kind that are given', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const input = { folderId: project.rootFolderId, name: ' report.txt ', kind: 'TEST' };
    const { file } = await member.upload(uploadFile, input, { name: 'tmp-123', bytes: 'x' });
    expect(file).toMatchObject({ name: 'report.txt', kind: 'TEST' });
  });

  it('refuses a name that is taken, or finds a free one', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const upload = (name: string, onConflict?: string) =>
      member.upload(uploadFile, { folderId: project.rootFolderId, onConflict }, { name, bytes: name });
    const first = await upload('a.tar.gz');
    const before = await storedContent(test);

    expect((await upload('a.tar.gz')).userErrors).toMatchObject([{ code: 'TAKEN', path: ['input', 'name'] }]);
    expect((await upload('a.tar.gz', 'ERROR')).userErrors).toMatchObject([{ code: 'TAKEN', path: ['input', 'name'] }]);
    expect(await storedContent(test)).toEqual(before);

    const renamed = await upload('a.tar.gz', 'RENAME');
    expect(renamed.file.name).not.toBe('a.tar.gz');
    expect(renamed.file.name).toMatch(/^a.*\(2\).*\.gz$/);
    expect((await upload('b.txt', 'RENAME')).file.name).toBe('b.txt');

    await member.mutate(deleteItems, { itemIds: [first.file.id] });
    expect((await upload('a.tar.gz')).file.name).toBe('a.tar.gz');
  });

  it('gives several that come at once different names, and keeps the bytes of those only that were taken', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const upload = (onConflict: string) =>
      member.upload(uploadFile, { folderId: project.rootFolderId, name: 'rush.txt', onConflict }, { name: 'x', bytes: 'x' });
    const renamed = await Promise.all(Array.from({ length: 4 }, () => upload('RENAME')));
    expect(new Set(renamed.map(({ file }) => file.name)).size).toBe(4);

    const before = (await storedContent(test)).length;
    const { folder } = await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'Once' });
    const raced = await Promise.all(
      Array.from({ length: 4 }, () => member.upload(uploadFile, { folderId: folder.id }, { name: 'one.txt', bytes: 'x' })),
    );
    expect(raced.map(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code).join()).sort()).toEqual([
      '',
      'TAKEN',
      'TAKEN',
      'TAKEN',
    ]);
    expect((await storedContent(test)).length).toBe(before + 1);
  });

  it.each(['a/b.txt', '..', ' ', 'x'.repeat(256)])('refuses the name %j', async (name) => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const before = await storedContent(test);
    const { userErrors } = await member.upload(uploadFile, { folderId: project.rootFolderId, name }, { name: 'x', bytes: 'x' });
    expect(userErrors).toMatchObject([{ path: ['input', 'name'] }]);
    expect(await storedContent(test)).toEqual(before);
  });

  it('is for editors, and stores nothing of others', async () => {
    const { owner, guest, stranger, project } = await test.world().studio({ member: 'MAINTAINER' });
    const before = await storedContent(test);
    const input = { folderId: project.rootFolderId };
    const content = { name: 'a.txt', bytes: 'x'.repeat(200_000) };
    expect((await guest.upload(uploadFile, input, content)).userErrors).toMatchObject([
      { code: 'FORBIDDEN', path: ['input', 'folderId'] },
    ]);
    expect((await stranger.upload(uploadFile, input, content)).userErrors).toMatchObject([
      { code: 'NOT_FOUND', path: ['input', 'folderId'] },
    ]);
    await expect(test.signedOut.upload(uploadFile, input, content)).rejects.toThrow('UNAUTHENTICATED');

    await owner.mutate(deleteProject, { projectId: project.id });
    expect((await owner.upload(uploadFile, input, content)).userErrors).toMatchObject([
      { code: 'NOT_FOUND', path: ['input', 'folderId'] },
    ]);
    expect(await storedContent(test)).toEqual(before);
  });
});

describe('a multipart request', () => {
  const send = (token: string, form: FormData, headers: Record<string, string> = { 'apollo-require-preflight': 'true' }) =>
    fetch(`${test.url}/graphql`, { method: 'POST', headers: { authorization: `Bearer ${token}`, ...headers }, body: form });

  const formOf = (folderId: string, parts: Record<string, string | Blob>) => {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query: uploadFile, variables: { input: { folderId, content: null } } }));
    for (const [name, part] of Object.entries(parts)) form.set(name, part);
    return form;
  };

  it('needs the header that makes browsers ask first', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const form = formOf(project.rootFolderId, { map: '{"0":["variables.input.content"]}', 0: new Blob(['x']) });
    const response = await send(member.token!, form, {});
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    const files = `query ($id: ID!) { folder(id: $id) { files { totalCount } } }`;
    expect(await member.query(files, { id: project.rootFolderId })).toEqual({ folder: { files: { totalCount: 0 } } });
  });

  it('says what is wrong with one that brings no file', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const response = await send(member.token!, formOf(project.rootFolderId, { map: '{"0":["variables.input.content"]}' }));
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('says what is wrong with one whose parts make no sense', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const senseless: Record<string, string | Blob>[] = [
      { map: 'no JSON' },
      { map: '{}' },
      { map: '{"0":["variables.nowhere.at.all"]}', 0: new Blob(['x']) },
    ];
    for (const parts of senseless) {
      const response = await send(member.token!, formOf(project.rootFolderId, parts));
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
  });

  it('leaves a server that goes on after a client that broke off', async () => {
    const { member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const before = await storedContent(test);
    const operations = JSON.stringify({
      query: uploadFile,
      variables: { input: { folderId: project.rootFolderId, content: null } },
    });
    const head = [
      'POST /graphql HTTP/1.1',
      'Host: atrium.example',
      `Authorization: Bearer ${member.token}`,
      'Apollo-Require-Preflight: true',
      'Content-Type: multipart/form-data; boundary=b',
      'Content-Length: 1000000',
    ];
    const part = (disposition: string, content: string) =>
      `--b\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`;
    const fields = part('name="operations"', operations) + part('name="map"', '{"0":["variables.input.content"]}');
    const file0 = part('name="0"; filename="half.bin"', 'x'.repeat(100_000));
    const socket = connect(Number(new URL(test.url).port), '127.0.0.1');
    socket.write(`${head.join('\r\n')}\r\n\r\n${fields}${file0}`);
    await eventually(async () => (await storedContent(test)).length > before.length || undefined);
    socket.destroy();
    await eventually(async () => (await storedContent(test)).length === before.length || undefined);

    const { file } = await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'whole.txt', bytes: 'whole' });
    expect(file.name).toBe('whole.txt');
    expect((await storedContent(test)).length).toBe(before.length + 1);
  });
});
