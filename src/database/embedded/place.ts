import { chown, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { StartError } from '../../shared/errors.js';
import type { Binaries } from './binaries.js';
import { clusterPath } from './cluster.js';
import { copyBinaries } from './copy-binaries.js';
import type { RunAs } from './run-as.js';
import { asOneself, inUserNamespace, obstacle, serviceUser } from './run-as.js';

/** An empty directory in which a cluster can be initialised; `publish` makes it the data directory's cluster, at one stroke. */
export interface Place {
  home: string;
  runAs: RunAs;
  binaries: Binaries;
  publish(): Promise<void>;
}

/** Finds where, and as whom, PostgreSQL can run for that data directory; StartError when nowhere. */
export async function findPlace(dataDir: string, binaries: Binaries, onProgress: (line: string) => void): Promise<Place> {
  await removeLeftovers(dataDir);
  const runAs = process.getuid?.() === 0 ? inUserNamespace : asOneself;
  const reason = await obstacle(runAs, binaries, dataDir);
  if (!reason) return placeInside(dataDir, binaries, runAs);
  if (runAs === asOneself) {
    throw new StartError(
      `The embedded PostgreSQL cannot run on this machine (${reason}). Set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  return placeElsewhere(dataDir, binaries, reason, onProgress);
}

async function placeInside(dataDir: string, binaries: Binaries, runAs: RunAs): Promise<Place> {
  const home = await mkdtemp(`${clusterPath(dataDir)}.new-`);
  return { home, runAs, binaries, publish: () => rename(home, clusterPath(dataDir)) };
}

async function placeElsewhere(
  dataDir: string,
  binaries: Binaries,
  why: string,
  onProgress: (line: string) => void,
): Promise<Place> {
  const { name, ...runAs } = await serviceUser();
  const reasons = [`in ${dataDir} as root: ${why}`];
  for (const parent of ['/var/lib', tmpdir()]) {
    let home: string | undefined;
    try {
      home = await mkdtemp(join(parent, 'atrium-'));
      await chown(home, runAs.uid!, runAs.gid!);
      const reachable = (await obstacle(runAs, binaries, home)) ? await copyBinaries(binaries, home, runAs) : binaries;
      const reason = await obstacle(runAs, reachable, home);
      if (reason) throw new Error(reason);
      onProgress(`PostgreSQL cannot run as root here (${why}): it runs as ${name}, and its files lie in ${home}.`);
      return { home, runAs, binaries: reachable, publish: () => symlink(home!, clusterPath(dataDir)) };
    } catch (error) {
      reasons.push(`in ${parent} as ${name}: ${(error as Error).message}`);
      if (home) await rm(home, { recursive: true, force: true });
    }
  }
  throw new StartError(
    `The embedded PostgreSQL cannot run here (${reasons.join('; ')}). Run as an ordinary user, or set DATABASE_URL.`,
  );
}

/** What a start that was killed left half made. */
async function removeLeftovers(dataDir: string): Promise<void> {
  const prefix = `${basename(clusterPath(dataDir))}.new-`;
  const leftovers = (await readdir(dataDir)).filter((name) => name.startsWith(prefix));
  // An orphaned initdb may still be writing there: then the next start has another go.
  await Promise.all(leftovers.map((name) => rm(join(dataDir, name), { recursive: true, force: true }).catch(() => {})));
}
