import { TestApp } from '../../testkit/app.js';
import { updateProject, uploadFile } from '../../testkit/operations.js';

let test: TestApp;
let offset = 0;
beforeAll(async () => {
  test = await TestApp.start({ clock: { now: () => new Date(Date.now() + offset) } });
});
afterEach(() => {
  offset = 0;
});
afterAll(() => test.close());

const link = `query ($id: ID!, $disposition: Disposition) { file(id: $id) { download(disposition: $disposition) { url expiresAt } } }`;

async function studioWithFile(name: string, bytes: string | Uint8Array) {
  const studio = await test.world().studio();
  const { file } = await studio.member.upload(uploadFile, { folderId: studio.project.rootFolderId }, { name, bytes });
  const linkFor = async (person = studio.guest, disposition = 'ATTACHMENT') =>
    (await person.query(link, { id: file.id, disposition })).file?.download as { url: string; expiresAt: string } | undefined;
  return { ...studio, file, linkFor };
}

describe('a download link', () => {
  it('gives the content to whoever holds it, under the name of the file', async () => {
    const { linkFor } = await studioWithFile('Übersicht.txt', '0123456789');
    const { url, expiresAt } = (await linkFor())!;
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 60_000)).toBe(15);

    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="_bersicht.txt"; filename*=UTF-8''%C3%9Cbersicht.txt`,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe('0123456789');
  });

  it('is given to those only who see the file', async () => {
    const { stranger, linkFor } = await studioWithFile('a.txt', 'a');
    expect(await linkFor(stranger)).toBeUndefined();
  });

  it('serves ranges', async () => {
    const { linkFor } = await studioWithFile('a.txt', '0123456789');
    const { url } = (await linkFor())!;
    const get = async (range: string) => {
      const response = await fetch(url, { headers: { range } });
      return [response.status, response.headers.get('content-range'), response.ok ? await response.text() : null];
    };
    expect(await get('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await get('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await get('bytes=-2')).toEqual([206, 'bytes 8-9/10', '89']);
    expect(await get('bytes=0-99')).toEqual([206, 'bytes 0-9/10', '0123456789']);
    expect(await get('bytes=10-')).toEqual([416, 'bytes */10', null]);
    expect(await get('lines=1-2')).toEqual([200, null, '0123456789']);
  });

  it('is refused when one letter of it was changed', async () => {
    const { linkFor } = await studioWithFile('a.txt', 'a');
    const { url } = (await linkFor())!;
    const start = url.indexOf('/files/') + '/files/'.length;
    for (const place of [start + 5, url.length - 5]) {
      const forged = url.slice(0, place) + (url[place] === 'A' ? 'B' : 'A') + url.slice(place + 1);
      expect((await fetch(forged)).status).toBe(403);
    }
  });

  it('is refused after a quarter of an hour', async () => {
    const { linkFor } = await studioWithFile('a.txt', 'a');
    const { url } = (await linkFor())!;
    offset = 14.9 * 60_000;
    expect((await fetch(url)).status).toBe(200);
    offset = 15 * 60_000;
    const response = await fetch(url);
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ error: { code: 'EXPIRED' } });
  });

  it('never serves a page of this origin, not even when it is to be shown', async () => {
    const { owner, project, linkFor } = await studioWithFile('page.html', '<!doctype html><script>alert(1)</script>');
    const { url } = (await linkFor(owner, 'INLINE'))!;
    const response = await fetch(url);
    expect(response.headers.get('content-type')).not.toMatch(/html/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toMatch(/sandbox/);

    const pdf = await owner.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'a.pdf', bytes: '%PDF-1.4\n%âãÏÓ\n' });
    const { file } = await owner.query(link, { id: pdf.file.id, disposition: 'INLINE' });
    expect((await fetch(file.download.url)).headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('shows a text when it is to be shown', async () => {
    const { linkFor, guest } = await studioWithFile('a.txt', 'a');
    expect((await fetch((await linkFor(guest, 'INLINE'))!.url)).headers.get('content-disposition')).toMatch(/^inline/);
  });

  it('is no longer given to who has lost sight of the file', async () => {
    const { owner, member, project, linkFor } = await studioWithFile('a.txt', 'a');
    expect(await linkFor(member)).toBeDefined();
    await owner.mutate(updateProject, { projectId: project.id, visibility: 'PRIVATE' });
    expect(await linkFor(member)).toBeUndefined();
  });
});
