import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export const atriumProgram = new URL('../../dist/bin/atrium.js', import.meta.url).pathname;

/** Runs a command of the product. @param directory where it works and keeps its data; there it meets nobody's settings. */
export async function runAtrium(directory: string, databaseUrl: string, ...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [atriumProgram, ...args], {
    cwd: directory,
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, ATRIUM_DATA_DIR: directory },
  });
}
