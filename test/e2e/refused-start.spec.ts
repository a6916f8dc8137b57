import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsOf, testDatabase } from '../testkit/database.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atrium-refused-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Runs a command that ends by itself. */
const run = (command: string, databaseUrl: string) =>
  new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], ATRIUM_ENV: 'test', ATRIUM_DATA_DIR: dataDir, PORT: '0', DATABASE_URL: databaseUrl };
    execFile(process.execPath, ['dist/bin/atrium.js', command], { env }, (error, out, err) =>
      resolve({ code: error ? error.code : 0, out, err }),
    );
  });

describe('a database that cannot be used', () => {
  it('is told in one line by serve, migrate and doctor, which end with 1', async () => {
    const database = await testDatabase();
    await rowsOf(database.url, `alter table migrations rename to migrations_of_atrium`);
    for (const command of ['serve', 'migrate', 'doctor']) {
      const { code, out, err } = await run(command, database.url);
      const lines = (out + err).split('\n').filter((line) => line.includes('DATABASE_URL: '));
      expect({ command, code, lines }).toEqual({
        command,
        code: 1,
        lines: [
          expect.stringMatching(
            /^(wrong +database: )?DATABASE_URL: The schema "public" has tables "activities", .* not made by Atrium; give/,
          ),
        ],
      });
      expect(out + err).not.toContain('    at ');
      // The doctor goes on; the others say nothing else.
      if (command !== 'doctor') expect(err.trim().split('\n')).toHaveLength(1);
    }
    await database.drop();
  });
});
