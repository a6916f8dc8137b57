import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deriveLinkSecret, ensureLinkSecret } from './link-secret.js';

describe('the secret of links', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'atrium-link-secret-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('is made once, for whoever comes first, and read by its owner only', async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, () => ensureLinkSecret(dataDir)));
    expect(new Set([...secrets, await ensureLinkSecret(dataDir)].map((secret) => secret.toString('hex'))).size).toBe(1);
    expect(secrets[0]).toHaveLength(32);
    expect((await stat(join(dataDir, 'link-secret'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(['link-secret']);
  });

  it('is not replaced when it is broken, but complained of', async () => {
    await writeFile(join(dataDir, 'link-secret'), 'short');
    await expect(ensureLinkSecret(dataDir)).rejects.toThrow(/link-secret does not have 32 bytes/);
  });

  it('cannot be made where no file can be', async () => {
    await writeFile(join(dataDir, 'file'), '');
    await expect(ensureLinkSecret(join(dataDir, 'file'))).rejects.toThrow(/neither read nor made \(ENOTDIR\)/);
  });

  it('can be derived from another one, always the same', () => {
    const derived = deriveLinkSecret(Buffer.from('a shared secret'));
    expect(derived).toHaveLength(32);
    expect(deriveLinkSecret(Buffer.from('a shared secret'))).toEqual(derived);
    expect(deriveLinkSecret(Buffer.from('another'))).not.toEqual(derived);
  });
});
