// The packages: installed when the lock file or what package.json asks for has changed, or Node 24 is not in its place.
import { accessSync, constants, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble, digest, modules, npm, ownNode, root, step, textOf } from './project.mjs';

const marker = join(modules, '.atrium-installed');

/** A digest of everything that decides what is installed, the machine's kind included. */
function wanted() {
  const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(textOf(join(root, 'package.json')));
  const asked = JSON.stringify({ dependencies, devDependencies, optionalDependencies, overrides });
  return digest(process.platform, process.arch, asked, textOf(join(root, 'package-lock.json')));
}

function hasOwnNode() {
  try {
    accessSync(ownNode, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether everything that the lock file names is in node_modules. */
export function isInstalled() {
  return textOf(marker) === wanted() && hasOwnNode();
}

export async function install() {
  if (!isInPlace()) {
    await step('Installing packages', 'Installed', async () => {
      if (!(await npm('ci', '--include=dev', '--loglevel=error', '--no-audit', '--no-fund'))) {
        throw new Trouble(
          'The packages could not be installed; npm says why above. The first start needs the npm registry, later ones do not.',
        );
      }
    });
  }
  if (!hasOwnNode()) await bringNode();
  writeFileSync(marker, wanted());
}

/** Whether npm itself was run by hand and left nothing to do: its own record in node_modules agrees with the lock file. */
function isInPlace() {
  const lock = textOf(join(root, 'package-lock.json'));
  const record = textOf(join(modules, '.package-lock.json'));
  if (!lock || !record) return false;
  const there = JSON.parse(record).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { version, integrity, optional }]) =>
      path === '' || (there[path] ? there[path].version === version && there[path].integrity === integrity : optional === true),
  );
}

/** Where npm is told to run no install scripts, the few that package.json allows by name are still needed: they place binaries. */
async function bringNode() {
  const { allowScripts, dependencies } = JSON.parse(textOf(join(root, 'package.json')));
  const names = Object.keys(allowScripts).filter((name) => textOf(join(modules, name, 'package.json')));
  await step('Install scripts are off; running those that package.json allows', 'Done', async () => {
    await npm('rebuild', '--ignore-scripts=false', '--foreground-scripts', '--loglevel=error', ...names);
  });
  if (!hasOwnNode()) {
    throw new Trouble(`Node ${dependencies.node} is not in its place. Run: npm ci --ignore-scripts=false`);
  }
}
