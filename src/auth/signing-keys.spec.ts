import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { StartError } from '../shared/errors.js';
import { loadSigningKeys } from './signing-keys.js';

async function newJwk(alg: 'EdDSA' | 'ES256' | 'ES384' | 'RS256'): Promise<JWK> {
  return exportJWK((await generateKeyPair(alg, { extractable: true })).privateKey);
}

/** RFC 8037 appendix A.1 and A.3: a key and its thumbprint. */
const known = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};
const KNOWN_THUMBPRINT = 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k';

describe('signing keys', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'atrium-keys-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const configured = (text: string) => loadSigningKeys({ configured: text, dataDir });
  const failure = (text: string) =>
    configured(text).then(
      () => null,
      (error: unknown) => error as Error,
    );

  describe('that are configured', () => {
    it('are named by their thumbprint, and show no private part', async () => {
      const keys = await configured(JSON.stringify([{ ...known, kid: 'mine', alg: 'none' }]));
      expect(keys.publicJwks()).toEqual({
        keys: [{ kty: 'OKP', crv: 'Ed25519', x: known.x, kid: KNOWN_THUMBPRINT, alg: 'EdDSA', use: 'sig' }],
      });
      expect(keys.signer).toMatchObject({ kid: KNOWN_THUMBPRINT, alg: 'EdDSA' });
    });

    it('can be a list or a set, of Ed25519 and P-256, of which the first signs', async () => {
      const pair = [await newJwk('ES256'), await newJwk('EdDSA')];
      for (const text of [JSON.stringify(pair), JSON.stringify({ keys: pair })]) {
        const keys = await configured(text);
        expect(keys.signer.alg).toBe('ES256');
        expect(keys.algorithms).toEqual(['ES256', 'EdDSA']);
        expect(keys.publicJwks().keys.map(({ x }) => x)).toEqual(pair.map(({ x }) => x));
      }
    });

    it('may name one key twice', async () => {
      expect((await configured(JSON.stringify([known, known]))).publicJwks().keys).toHaveLength(1);
    });

    it('make no file', async () => {
      await configured(JSON.stringify([known]));
      expect(await readdir(dataDir)).toEqual([]);
    });

    it.each([
      ['no JSON', () => `[{"kty":"OKP","d":"${known.d}"`],
      ['no list', () => JSON.stringify(known)],
      ['an empty list', () => '[]'],
      ['no objects', () => JSON.stringify([known.d])],
      ['null', () => '[null]'],
      ['a public key', () => JSON.stringify([{ ...known, d: undefined }])],
      ['halves of two keys', async () => JSON.stringify([{ ...known, x: (await newJwk('EdDSA')).x }])],
      ['a broken private half', () => JSON.stringify([{ ...known, d: known.d.slice(0, 20) }])],
      ['another curve', async () => JSON.stringify([await newJwk('ES384')])],
      ['an RSA key', async () => JSON.stringify([await newJwk('RS256')])],
      ['a shared secret', () => JSON.stringify([{ kty: 'oct', k: known.d }])],
    ])('stop the start when they are %s, without being printed', async (_, text) => {
      const error = await failure(await text());
      expect(error).toBeInstanceOf(StartError);
      expect(error!.message).toMatch(/^The signing keys in ATRIUM_SIGNING_KEYS cannot be used\. /);
      expect(error!.message).not.toContain(known.d.slice(0, 8));
      expect(error!.message).not.toContain('\n');
      expect(error!.cause).toBeUndefined();
    });

    it('say which key is wrong', async () => {
      expect((await failure(JSON.stringify([known, { kty: 'RSA' }])))!.message).toContain('Key 2 ');
    });
  });

  describe('of a data directory', () => {
    const load = (directory = dataDir) => loadSigningKeys({ configured: null, dataDir: directory });

    it('are made on first use, for their owner alone, and found again', async () => {
      const nested = join(dataDir, 'new', 'data');
      const keys = await load(nested);
      expect(keys.signer.alg).toBe('EdDSA');
      expect((await stat(join(nested, 'signing-keys.json'))).mode & 0o777).toBe(0o600);
      expect((await load(nested)).publicJwks()).toEqual(keys.publicJwks());
    });

    it('are the same for all that start at once', async () => {
      const all = await Promise.all(Array.from({ length: 8 }, () => load()));
      expect(new Set(all.map(({ signer }) => signer.kid)).size).toBe(1);
      expect(await readdir(dataDir)).toEqual(['signing-keys.json']);
    });

    it('can be copied into the configuration', async () => {
      const keys = await load();
      const copied = await configured(await readFile(join(dataDir, 'signing-keys.json'), 'utf8'));
      expect(copied.publicJwks()).toEqual(keys.publicJwks());
    });

    it('stop the start when the file is broken, and stay as they are', async () => {
      const file = join(dataDir, 'signing-keys.json');
      await writeFile(file, '{"keys":[');
      await expect(load()).rejects.toThrow(
        new StartError(
          `The signing keys in ${file} cannot be used. It must be a JSON array of private JWKs, or a JWK set, with at least one key.`,
        ),
      );
      expect(await readFile(file, 'utf8')).toBe('{"keys":[');
    });

    it('stop the start when they can be kept nowhere', async () => {
      await writeFile(join(dataDir, 'file'), '');
      const error = await load(join(dataDir, 'file')).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StartError);
      expect((error as Error).message).toContain('(ENOTDIR)');
    });
  });
});
