import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StartError } from '../../shared/errors.js';
import { findBinaries } from './binaries.js';
import type { Cluster } from './cluster.js';
import { findCluster } from './cluster.js';
import { createCluster } from './create-cluster.js';
import { ensureDatabase } from './ensure-database.js';
import { ensureRunning } from './ensure-running.js';
import type { FileLock } from './file-lock.js';
import { countAsUser, inTurn, isUnused, makeLockDirectory } from './locks.js';
import { stopPostgres } from './postmaster.js';
import { holdAsServer } from './server-hold.js';
import { watchPostgres } from './watch.js';

export interface EmbeddedPostgresOptions {
  /** E.g. `.atrium`; made when missing. The cluster lies in `postgres` in it, PostgreSQL's log in `postgres.log`. */
  dataDir: string;
  /** One server a data directory, which restarts PostgreSQL when it dies; any number of commands beside it. */
  as: 'server' | 'command';
  /** False gives up safety in a power cut for speed, for tests; default true. Counts for who starts PostgreSQL. */
  durable?: boolean;
  /** Aborted when the process is told to stop: waiting for another process that opens or closes the database then ends. */
  stopping?: AbortSignal;
  /** Told what goes on, one line a time. */
  onProgress?: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** `postgres://...`, of the database `atrium`, whose owner may make databases and trusted extensions but is no superuser. */
  url: string;
  /** Stops using it; the last user's close stops PostgreSQL. Close connections first: they are cut then. */
  close(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a data directory, or joins the one that runs there.
 * Fails with StartError: another server holds the directory, PostgreSQL cannot run here or does not start, the disk is full.
 */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await open(options);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new StartError(`The data directory ${resolve(options.dataDir)} cannot be used: ${(error as Error).message}`);
  }
}

async function open({
  dataDir: path,
  as,
  durable = true,
  stopping,
  onProgress = () => {},
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await makeLockDirectory(path);
  const dataDir = await realpath(path);
  const hold = as === 'server' ? await holdAsServer(dataDir) : null;
  try {
    const { cluster, port, url, usage } = await inTurn(dataDir, () => startOrJoin(dataDir, { durable, onProgress }), stopping);
    const restart = async (signal: AbortSignal) => {
      onProgress('The connection to the embedded PostgreSQL is lost; starting it again if need be.');
      await inTurn(dataDir, () => ensureRunning(cluster, { keepPort: true, durable, signal }), signal);
    };
    const watch = as === 'server' ? watchPostgres(cluster, port, restart, onProgress) : null;

    let closed: Promise<void> | undefined;
    const close = async () => {
      await watch?.stop();
      await inTurn(dataDir, () => leave(dataDir, cluster, usage)).finally(() => {
        usage.release();
        hold?.release();
      });
    };
    return { url, close: () => (closed ??= close()) };
  } catch (error) {
    hold?.release();
    throw error;
  }
}

async function startOrJoin(dataDir: string, options: { durable: boolean; onProgress: (line: string) => void }) {
  const binaries = await findBinaries();
  let cluster = await findCluster(dataDir, binaries);
  if (!cluster) {
    await createCluster(dataDir, binaries, options);
    cluster = (await findCluster(dataDir, binaries))!;
  }
  try {
    const port = await ensureRunning(cluster, { keepPort: !isUnused(dataDir), durable: options.durable });
    const url = await ensureDatabase(cluster, port);
    return { cluster, port, url, usage: countAsUser(dataDir) };
  } catch (error) {
    if (isUnused(dataDir)) await stopPostgres(cluster).catch(() => {});
    throw error;
  }
}

async function leave(dataDir: string, cluster: Cluster, usage: FileLock): Promise<void> {
  usage.release();
  if (isUnused(dataDir)) await stopPostgres(cluster);
}
