import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestApp } from './app.js';
import { deadMansSwitch } from './dead-mans-switch.js';

/** A data directory with the secrets of a server's, so that tokens and links are good at both, and a folder of files of its own. */
export async function folderBeside({ dataDir }: Pick<TestApp, 'dataDir'>): Promise<string> {
  const other = await mkdtemp(join(tmpdir(), 'atrium-beside-'));
  for (const secret of ['signing-keys.json', 'link-secret']) await copyFile(join(dataDir, secret), join(other, secret));
  return other;
}

/** A data directory that servers share, and so their files, as servers on one database have to. */
export async function sharedFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'atrium-shared-'));
  const letGo = deadMansSwitch.holdFolder(path);
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true });
      letGo();
    },
  };
}
