import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFolderId, readFolderId } from './folder-id.js';
import { LocalFileStorage } from './local-file-storage.js';

describe('the id of a folder of files', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'atrium-folder-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('is made once, also by servers that start at once', async () => {
    expect(await readFolderId(join(dataDir, 'files'))).toBeNull();
    const storages = await Promise.all(Array.from({ length: 8 }, () => LocalFileStorage.open(dataDir)));
    const [id, ...others] = new Set(storages.map(({ folderId }) => folderId));
    expect({ id, others }).toEqual({ id: await readFolderId(join(dataDir, 'files')), others: [] });
  });

  it('is waited for while somebody writes it, and refused when it is none', async () => {
    const file = join(dataDir, '.installation');
    await writeFile(file, '');
    const reading = ensureFolderId(dataDir);
    await writeFile(file, '0b5a1b52-5a5c-4a43-9d0e-3b6a1c2d3e4f\n');
    expect(await reading).toBe('0b5a1b52-5a5c-4a43-9d0e-3b6a1c2d3e4f');
    await writeFile(file, 'rubbish');
    await expect(ensureFolderId(dataDir)).rejects.toThrow(`${file} holds no id.`);
  });

  it('belongs to a folder: in the place of one that cannot be used one line says what to do', async () => {
    await writeFile(join(dataDir, 'files'), 'no folder');
    await expect(LocalFileStorage.open(dataDir)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^Files cannot be kept in .*\/files \(E\w+\)\. Let this user read and write that folder/),
    });
  });
});
