import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.js';

let here: string;
beforeAll(async () => {
  here = await mkdtemp(join(tmpdir(), 'atrium-folder-'));
});
afterAll(() => rm(here, { recursive: true }));

describe('making a folder', () => {
  it('makes those above it, too, and leaves what is there', async () => {
    await makeFolder(join(here, 'a/b/c'), 0o700);
    await makeFolder(join(here, 'a/b/c'));
    expect((await stat(join(here, 'a/b/c'))).mode & 0o777).toBe(0o700);
  });

  it('fails below a file', async () => {
    await writeFile(join(here, 'file'), '');
    await expect(makeFolder(join(here, 'file/a/b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  (process.platform === 'linux' ? it : it.skip)('fails where no folder can be made, which Node tries for ever', async () => {
    await expect(makeFolder('/proc/nothing/a')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
