// What the steps of the preparation share: where the project is, how a command is run, how trouble is said.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const modules = join(root, 'node_modules');

/** A failure that is told in its message alone. */
export class Trouble extends Error {}

/** Node 24 as the package `node` brings it. */
export const ownNode = join(modules, 'node', 'bin', 'node');

export const digest = (...parts) =>
  parts.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256')).digest('hex');

/** A file's text, or '' when there is no such file. */
export function textOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return '';
    throw error;
  }
}

/** Runs a command in the project's folder, its output on standard error; answers whether it went well. */
export function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
}

/** Runs the npm that runs us, or the one in PATH. */
export function npm(...args) {
  const cli = process.env.npm_execpath ?? '';
  return basename(cli) === 'npm-cli.js' ? run(process.execPath, [cli, ...args]) : run('npm', args);
}

/** Does a step and says so, with the seconds it took; where npm shows no progress of its own, a sign of life every ten. */
export async function step(doing, done, work) {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  console.error(`${doing} …`);
  const alive = setInterval(() => console.error(`${doing}, ${seconds().toFixed(0)} s …`), 10_000);
  if (process.stderr.isTTY) clearInterval(alive);
  try {
    await work();
  } finally {
    clearInterval(alive);
  }
  console.error(`${done} in ${seconds().toFixed(1)} s.`);
}
