import { readFile } from 'node:fs/promises';
import type { Binaries } from './binaries.js';
import { lastWords, runProgram } from './run-program.js';

/** As whom PostgreSQL's programs run; PostgreSQL refuses to run as root. */
export interface RunAs {
  /** The command to put before each program. */
  prefix: readonly string[];
  uid?: number;
  gid?: number;
}

export const asOneself: RunAs = { prefix: [] };

/** Root takes another number inside; to the outside, files and processes stay root's, and no other user has to exist. */
export const inUserNamespace: RunAs = { prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] };

export const asUser = (uid: number, gid: number): RunAs => ({ prefix: [], uid, gid });

/** The user to run as where a user namespace is forbidden: the system's `postgres`, else `nobody`. */
export async function serviceUser(): Promise<RunAs & { name: string }> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? [];
    if (Number(uid) > 0) return { ...asUser(Number(uid), Number(gid)), name };
  }
  return { ...asUser(65534, 65534), name: 'the user 65534' };
}

/** The command line of a program that is to run so. */
export function commandLine({ prefix }: RunAs, program: string, args: readonly string[]): [file: string, args: string[]] {
  const [file, ...rest] = [...prefix, program, ...args];
  return [file!, rest];
}

/** Runs one of PostgreSQL's programs to its end, in the directory `cwd`. */
export function runTool(runAs: RunAs, program: string, args: readonly string[], cwd: string) {
  const [file, rest] = commandLine(runAs, program, args);
  return runProgram(file, rest, { uid: runAs.uid, gid: runAs.gid, cwd });
}

/** Why PostgreSQL cannot run so, with its binaries and files in those places; null when it can. */
export async function obstacle(runAs: RunAs, { initdb }: Binaries, directory: string): Promise<string | null> {
  if (process.platform === 'win32') return null;
  const script = 'test -w "$1" || { echo "$1 is out of reach"; exit 1; }; exec "$2" --version';
  const { ok, output } = await runTool(runAs, '/bin/sh', ['-c', script, 'sh', directory, initdb], '/');
  return ok ? null : lastWords(output);
}
