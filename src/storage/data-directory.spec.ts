import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../shared/errors.js';
import { prepareDataDirectory } from './data-directory.js';

describe('the data directory', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'atrium-data-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('is made with all above it, for its owner alone, and taken as it is when it is there', async () => {
    const path = join(folder, 'a', 'b', 'data');
    await prepareDataDirectory(path);
    await prepareDataDirectory(path);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it('that is a file, or lies in one, is told in one line', async () => {
    await writeFile(join(folder, 'file'), '');
    for (const path of [join(folder, 'file'), join(folder, 'file', 'data')])
      await expect(prepareDataDirectory(path)).rejects.toEqual(
        new StartError(`The data directory ${path} is no directory. Set ATRIUM_DATA_DIR to a directory of your own.`),
      );
  });

  (process.platform === 'linux' ? it : it.skip)('that can never be made is told, and not tried for ever', async () => {
    await expect(prepareDataDirectory('/proc/atrium/data')).rejects.toThrow(
      'The data directory /proc/atrium/data cannot be made',
    );
  });
});
