import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';

const at = (path: string) => new URL(path, import.meta.url);
const marker = at('node_modules/.installed');

/** Installs the servers that Atrium is measured against, unless they are there as the lock file names them. */
export async function installPeers(): Promise<void> {
  const wanted = createHash('sha256')
    .update(await readFile(at('package-lock.json')))
    .digest('hex');
  if ((await readFile(marker, 'utf8').catch(() => '')) === wanted) return;
  console.error('Installing the other servers …');
  const npm = process.env['npm_execpath'];
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const args = [...first, 'ci', '--ignore-scripts', '--loglevel=error', '--no-audit', '--no-fund'];
  const child = spawn(command, args, { cwd: at('.'), stdio: ['ignore', 2, 2] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('The other servers could not be installed; npm says why above.');
  await writeFile(marker, wanted);
}
