import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '../../shared/errors.js';
import { ask } from './ask.js';
import type { Cluster } from './cluster.js';
import { freePort, isFree } from './free-port.js';
import { isPostmasterOf, readPostmaster } from './postmaster.js';
import { lastWords } from './run-program.js';
import type { SpawnedPostgres } from './spawn-postgres.js';
import { spawnPostgres } from './spawn-postgres.js';

/** After a crash, PostgreSQL's orphans hold its memory for some seconds. One that recovers gets as long as it says so. */
const PATIENCE_MS = 30_000;

export interface RunningOptions {
  /** Others know the port already: it must not change. */
  keepPort: boolean;
  durable: boolean;
  signal?: AbortSignal;
}

/**
 * Adopts the cluster's PostgreSQL when it runs, starts it when it does not; answers its port, once it takes connections.
 * Call it in turn. StartError with PostgreSQL's last words when it does not come up.
 */
export async function ensureRunning(cluster: Cluster, options: RunningOptions): Promise<number> {
  let deadline = Date.now() + PATIENCE_MS;
  let spawned: SpawnedPostgres | null = null;
  let trouble = 'it does not answer';

  while (Date.now() < deadline) {
    options.signal?.throwIfAborted();
    const record = await readPostmaster(cluster);
    if (record && (await isPostmasterOf(cluster, record.pid))) {
      const answer = await ask(cluster, record.port);
      if (answer === 'ready') return remember(cluster, record.port);
      if (answer === 'busy') deadline = Date.now() + PATIENCE_MS;
    } else if (!spawned) {
      const port = await choosePort(cluster, options.keepPort);
      spawned = await spawnPostgres(cluster, { port, durable: options.durable, stalePid: record?.pid });
    }
    if (spawned?.hasEnded()) {
      const output = await spawned.output();
      if (!passesByWaiting(output)) throw failure(cluster, output);
      trouble = lastWords(output);
      spawned = null;
      await delay(200);
    }
    await delay(20);
  }
  throw failure(cluster, trouble);
}

const failure = (cluster: Cluster, output: string) =>
  new StartError(`The embedded PostgreSQL in ${cluster.home} does not start: ${lastWords(output)} (more in ${cluster.log})`);

/** Another start was quicker, orphans of a crashed one still end, or the port has just been taken. */
const passesByWaiting = (output: string) =>
  /lock file "postmaster\.pid" already exists|pre-existing shared memory block|could not create any TCP\/IP sockets/.test(output);

const portFile = ({ home }: Cluster) => join(home, 'port');

/** The port of last time, so that tools which were told it find the database again; another only where that harms nobody. */
async function choosePort(cluster: Cluster, keep: boolean): Promise<number> {
  const last = Number(await readFile(portFile(cluster), 'utf8').catch(() => ''));
  return last > 0 && (keep || (await isFree(last))) ? last : freePort();
}

async function remember(cluster: Cluster, port: number): Promise<number> {
  const last = Number(await readFile(portFile(cluster), 'utf8').catch(() => ''));
  if (last === port) return port;
  // Written anew, never through a link: root may write here in a directory of another user's.
  await rm(portFile(cluster), { force: true });
  await writeFile(portFile(cluster), String(port), { flag: 'wx' });
  return port;
}
