import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { newId } from '../shared/ids.js';
import { ContentMissing, ContentTooLarge } from './file-storage.js';
import { LocalFileStorage } from './local-file-storage.js';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');

describe('files on disk', () => {
  let dataDir: string;
  let storage: LocalFileStorage;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'atrium-files-'));
    storage = await LocalFileStorage.open(dataDir);
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const filesOf = async (directory = dataDir) =>
    (await readdir(directory, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && entry.name !== '.installation')
      .map(({ name }) => name);
  const write = (content: Buffer | string, maxBytes = 1_000_000) =>
    storage.write(newId(), Readable.from([Buffer.from(content)]), maxBytes);

  it('keep what they were given, with its size and SHA-256', async () => {
    const key = newId();
    const content = randomBytes(300_000);
    const chunks = Array.from({ length: 30 }, (_, index) => content.subarray(index * 10_000, (index + 1) * 10_000));

    const stored = await storage.write(key, Readable.from(chunks), content.length);

    expect(stored).toMatchObject({ size: 300_000, sha256: createHash('sha256').update(content).digest('hex') });
    expect((await buffer(await storage.read(key))).equals(content)).toBe(true);
    expect((await buffer(await storage.read(key, { start: 9_990, end: 10_009 }))).equals(content.subarray(9_990, 10_010))).toBe(
      true,
    );
  });

  it.each([
    ['a picture', PNG, 'image/png'],
    ['text', 'Grüße\n\tan alle', 'text/plain'],
    ['long text that is cut within a character', `a${'ä'.repeat(5_000)}`, 'text/plain'],
    ['HTML', '<!doctype html><script>alert(1)</script>', 'text/plain'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'text/plain'],
    ['XML', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'application/xml'],
    ['control characters', 'a\0b', 'application/octet-stream'],
    ['half a character', Buffer.from([0x61, 0xc3]), 'application/octet-stream'],
    ['the start of an archive and no more', Buffer.from('504b0304', 'hex'), 'application/zip'],
    ['nothing', '', 'application/octet-stream'],
  ])('recognise %s', async (_name, content, mimeType) => {
    expect((await write(content as Buffer)).mimeType).toBe(mimeType);
  });

  it('take exactly as much as they may, and keep nothing of what is longer', async () => {
    expect((await write('12345', 5)).size).toBe(5);
    const content = Readable.from([Buffer.from('123'), Buffer.from('456')]);
    await expect(storage.write(newId(), content, 5)).rejects.toThrow(ContentTooLarge);
    expect(content.destroyed).toBe(true);
    expect(await filesOf()).toHaveLength(1);
  });

  it('keep nothing of a stream that breaks', async () => {
    async function* broken() {
      yield Buffer.from('some');
      throw new Error('the line is dead');
    }
    await expect(storage.write(newId(), Readable.from(broken()), 100)).rejects.toThrow('the line is dead');
    expect(await filesOf()).toEqual([]);
  });

  it('forget what is removed, and do not mind removing it again', async () => {
    const key = newId();
    await storage.write(key, Readable.from([Buffer.from('x')]), 10);
    await storage.remove(key);
    await storage.remove(key);
    await expect(storage.read(key)).rejects.toThrow(ContentMissing);
    expect(await filesOf()).toEqual([]);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'a/../b', 'a//b', 'a/', '', '.', 'A', 'a\0', 'a_b', 'a'.repeat(201)])(
    'refuse the key %j',
    async (key) => {
      await expect(storage.read(key)).rejects.toThrow(TypeError);
      await expect(storage.remove(key)).rejects.toThrow(TypeError);
      await expect(storage.write(key, Readable.from([Buffer.from('x')]), 10)).rejects.toThrow(TypeError);
      expect(await filesOf()).toEqual([]);
    },
  );

  it('can be read by their owner only', async () => {
    await write('x');
    const [file] = (await readdir(join(dataDir, 'files'), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect((await stat(join(file!.parentPath, file!.name))).mode & 0o077).toBe(0);
    expect((await stat(join(dataDir, 'files'))).mode & 0o077).toBe(0);
  });

  it('lose, when opened, what a process that died long ago left unfinished, and nothing else', async () => {
    const unfinished = join(dataDir, 'files', 'unfinished');
    await writeFile(join(unfinished, 'old'), 'x');
    await writeFile(join(unfinished, 'new'), 'x');
    await utimes(join(unfinished, 'old'), new Date(0), new Date(Date.now() - 25 * 3_600_000));
    await LocalFileStorage.open(dataDir);
    expect(await filesOf(unfinished)).toEqual(['new']);
  });
});
