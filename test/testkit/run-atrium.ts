import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a command ended, and what it wrote. */
export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs `atrium …` as operators do: built, in a process of its own, with a data directory of its own unless one is given. */
export async function runAtrium(args: readonly string[], environment: Record<string, string>): Promise<Ended> {
  const home = await mkdtemp(join(tmpdir(), 'atrium-command-'));
  const env = { PATH: process.env['PATH'], HOME: home, ATRIUM_ENV: 'test', ATRIUM_DATA_DIR: join(home, 'data'), ...environment };
  const ended = await new Promise<Ended>((resolve) => {
    execFile(process.execPath, ['dist/bin/atrium.js', ...args], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
  await rm(home, { recursive: true, force: true });
  return ended;
}
