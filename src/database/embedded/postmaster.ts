import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../shared/errors.js';
import type { Cluster } from './cluster.js';
import { lastWords, runProgram } from './run-program.js';
import { runTool } from './run-as.js';

/** What `postmaster.pid` records of a running PostgreSQL, or of one that did not get to remove the file. */
export interface PostmasterRecord {
  pid: number;
  port: number;
}

/** The record in the cluster's `postmaster.pid` (its lines: src/include/utils/pidfile.h of PostgreSQL); null without a whole one. */
export async function readPostmaster({ data }: Cluster): Promise<PostmasterRecord | null> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : null;
}

/** Whether that process lives and is this cluster's PostgreSQL, and not one that was given the same number later. */
export async function isPostmasterOf({ data }: Cluster, pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid) && (await isNamedPostgres(pid));
  // PostgreSQL works in its data directory. A zombie has no directory any more.
  const directory = await readlink(`/proc/${pid}/cwd`).catch((error: NodeJS.ErrnoException) => error);
  if (typeof directory === 'string') return directory === data;
  return directory.code === 'EACCES' && (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim() === 'postgres';
}

/** Stops PostgreSQL, cutting off whoever is still connected, and waits for its end; StartError when it does not stop. */
export async function stopPostgres(cluster: Cluster): Promise<void> {
  const isRunning = async () => {
    const record = await readPostmaster(cluster);
    return record !== null && (await isPostmasterOf(cluster, record.pid));
  };
  let output = '';
  for (const mode of ['fast', 'immediate']) {
    if (!(await isRunning())) return;
    ({ output } = await runTool(
      cluster.runAs,
      cluster.binaries.pgCtl,
      ['stop', `--pgdata=${cluster.data}`, `--mode=${mode}`, '--wait', '--timeout=60'],
      cluster.home,
    ));
  }
  if (await isRunning()) throw new StartError(`The embedded PostgreSQL in ${cluster.home} does not stop: ${lastWords(output)}`);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isNamedPostgres(pid: number): Promise<boolean> {
  if (process.platform === 'win32') return true;
  return (await runProgram('ps', ['-o', 'comm=', '-p', String(pid)])).output.includes('postgres');
}
