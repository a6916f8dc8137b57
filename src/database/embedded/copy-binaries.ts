import { access, cp, lchown, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.js';
import { binariesIn } from './binaries.js';
import type { RunAs } from './run-as.js';

/** Copies the binaries, once a version, into a directory that their user can reach, when it cannot reach those that npm installed. */
export async function copyBinaries({ home }: Binaries, directory: string, { uid, gid }: RunAs): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(dirname(home), 'package.json'), 'utf8')) as { version: string };
  const copy = join(directory, `binaries-${version}`);
  const copied = await access(copy).then(
    () => true,
    () => false,
  );
  if (!copied) {
    const unfinished = join(directory, 'binaries.new');
    await rm(unfinished, { recursive: true, force: true });
    await cp(home, unfinished, { recursive: true, verbatimSymlinks: true });
    // The originals may be readable to their owner only, and so are the copies.
    if (uid !== undefined && gid !== undefined) await giveAway(unfinished, uid, gid);
    await rename(unfinished, copy);
  }
  return binariesIn(copy);
}

async function giveAway(directory: string, uid: number, gid: number): Promise<void> {
  await lchown(directory, uid, gid);
  for (const entry of await readdir(directory, { recursive: true })) await lchown(join(directory, entry), uid, gid);
}
