import { spawn } from 'node:child_process';
import type { FileHandle } from 'node:fs/promises';
import { constants, open, readFile, rename, stat } from 'node:fs/promises';
import type { Cluster } from './cluster.js';
import { programEnvironment } from './run-program.js';
import { commandLine } from './run-as.js';

const MAX_LOG_BYTES = 10 * 1024 * 1024;

const settings = {
  listen_addresses: '127.0.0.1',
  // A socket's path may have 107 bytes at most, which data directories exceed; TCP has no such limit.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  jit: 'off',
  log_checkpoints: 'off',
};
const carelessSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** A PostgreSQL on its way up. It outlives this process, and keeps it from nothing. */
export interface SpawnedPostgres {
  /** Whether it has ended, i.e. could not start. */
  hasEnded(): boolean;
  /** What it wrote to the log. */
  output(): Promise<string>;
}

/** Sets PostgreSQL going. `stalePid`: what `postmaster.pid` records, when that process is known not to be PostgreSQL. */
export async function spawnPostgres(
  cluster: Cluster,
  options: { port: number; durable: boolean; stalePid: number | undefined },
): Promise<SpawnedPostgres> {
  const { runAs, binaries, data, home } = cluster;
  const args = ['-D', data, '-p', String(options.port)];
  for (const [name, value] of Object.entries({ ...settings, ...(options.durable ? {} : carelessSettings) }))
    args.push('-c', `${name}=${value}`);
  // PostgreSQL asks whether the recorded process lives, and would take whoever got its number later for itself. It excepts its
  // starter's starter, named by this variable (CreateLockFile in miscinit.c), and still looks for orphans in the shared memory.
  const env = { ...programEnvironment, ...(options.stalePid ? { PG_GRANDPARENT_PID: String(options.stalePid) } : {}) };

  const log = await openLog(cluster);
  const begin = (await log.stat()).size;
  const [file, rest] = commandLine(runAs, binaries.postgres, args);
  let ended = false;
  let trouble = '';
  try {
    // Detached: a session of its own, which the terminal's Ctrl-C and hang-up do not reach.
    const child = spawn(file, rest, {
      uid: runAs.uid,
      gid: runAs.gid,
      cwd: home,
      env,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    child.on('error', (error) => {
      ended = true;
      trouble = error.message;
    });
    child.on('exit', () => (ended = true));
    child.unref();
  } finally {
    await log.close();
  }
  return {
    hasEnded: () => ended,
    output: async () => trouble || (await readFile(cluster.log)).subarray(begin).toString('utf8'),
  };
}

async function openLog({ log, runAs }: Cluster): Promise<FileHandle> {
  const size = await stat(log).then(
    (file) => file.size,
    () => 0,
  );
  if (size > MAX_LOG_BYTES) await rename(log, `${log}.old`);
  // Not through a link: it is given away below, and lies where another user than root could have put one.
  const file = await open(log, constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0), 0o600);
  // Made by root for a database of an ordinary user, it must not keep that user from starting it.
  if (runAs.uid !== undefined) await file.chown(runAs.uid, runAs.gid!);
  return file;
}
