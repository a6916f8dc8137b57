import { randomBytes } from 'node:crypto';
import { chown, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../shared/errors.js';
import type { Binaries } from './binaries.js';
import type { Credentials } from './cluster.js';
import { SUPERUSER } from './cluster.js';
import type { Place } from './place.js';
import { findPlace } from './place.js';
import { lastWords } from './run-program.js';
import { runTool } from './run-as.js';

const newPassword = () => randomBytes(24).toString('base64url');

/** Initialises the cluster of a data directory: whole, or not at all. StartError with initdb's last words when it fails. */
export async function createCluster(
  dataDir: string,
  binaries: Binaries,
  options: { durable: boolean; onProgress: (line: string) => void },
): Promise<void> {
  options.onProgress('Initialising the embedded PostgreSQL.');
  const place = await findPlace(dataDir, binaries, options.onProgress);
  try {
    await initialise(place, options.durable);
    await place.publish();
    if (options.durable) await flushDirectory(dataDir);
  } catch (error) {
    await rm(place.home, { recursive: true, force: true });
    throw error;
  }
}

async function initialise({ home, runAs, binaries }: Place, durable: boolean): Promise<void> {
  const credentials: Credentials = { superuser: newPassword(), application: newPassword() };
  await writeFile(join(home, 'credentials.json'), JSON.stringify(credentials), { mode: 0o600, flush: durable });
  const passwordFile = join(home, 'password');
  await writeFile(passwordFile, credentials.superuser, { mode: 0o600 });
  if (runAs.uid !== undefined) await chown(passwordFile, runAs.uid, runAs.gid!);

  const args = [
    `--pgdata=${join(home, 'data')}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  // Order and case of text must not depend on the machine: PostgreSQL's own C.UTF-8, nothing of the system's.
  args.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  if (!durable) args.push('--no-sync');
  const { ok, output } = await runTool(runAs, binaries.initdb, args, home);
  if (!ok) throw new StartError(`PostgreSQL could not be initialised in ${home}: ${lastWords(output)}`);
  await rm(passwordFile);
  if (durable) await flushDirectory(home);
}

async function flushDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path);
  await directory.sync().finally(() => directory.close());
}
