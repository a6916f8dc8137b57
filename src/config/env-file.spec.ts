import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartError } from '../shared/errors.js';
import { withEnvFile } from './env-file.js';

describe('the .env file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'atrium-env-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('adds what is new and leaves what is set', () => {
    writeFileSync(join(folder, '.env'), 'PORT=1\nATRIUM_SIGNING_KEYS=\'[{"kty":"OKP"}]\'\n');
    expect(withEnvFile({ PORT: '2', HOST: '::' }, join(folder, '.env'))).toEqual({
      PORT: '2',
      HOST: '::',
      ATRIUM_SIGNING_KEYS: '[{"kty":"OKP"}]',
    });
  });

  it('may be absent', () => {
    expect(withEnvFile({ PORT: '2' }, join(folder, '.env'))).toEqual({ PORT: '2' });
  });

  it('that cannot be read stops the start in one line', () => {
    expect(() => withEnvFile({}, folder)).toThrow(new StartError(`${folder} cannot be read (EISDIR).`));
  });
});
