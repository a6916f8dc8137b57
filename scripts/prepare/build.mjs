// dist/: what swc makes of src, and the files beside the code, as they are. Built again when anything in src has changed.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Trouble, digest, modules, ownNode, root, run, step, textOf } from './project.mjs';

const sources = join(root, 'src');
const built = join(root, 'dist');
const marker = join(built, '.build');
const isSpec = (path) => path.endsWith('.spec.ts');

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

const wantedFiles = () => filesIn(sources).filter((path) => !isSpec(path));

/** A digest of all that a build depends on. */
function wanted(files = wantedFiles()) {
  const settings = [join(root, '.swcrc'), join(modules, '@swc', 'core', 'package.json')].map(textOf);
  return digest(...settings, ...files.flatMap((path) => [relative(sources, path), readFileSync(path)]));
}

/** Whether dist/ was made from src as it is now. */
export function isBuilt() {
  return textOf(marker) === wanted();
}

export async function build() {
  const files = wantedFiles();
  const fingerprint = wanted(files);
  const compiled = new Set(files.flatMap(outputsOf));
  await step('Building', `Built ${files.length} files`, async () => {
    mkdirSync(built, { recursive: true });
    rmSync(marker, { force: true });
    const swc = join(modules, '@swc', 'cli', 'bin', 'swc.js');
    if (
      !(await run(ownNode, [swc, 'src', '-d', 'dist', '--strip-leading-paths', '--copy-files', '--ignore', '**/*.spec.ts', '-q']))
    ) {
      throw new Trouble('The build failed; the compiler says why above.');
    }
    removeStrangers(compiled);
    writeFileSync(marker, fingerprint);
  });
}

function outputsOf(source) {
  const target = join(built, relative(sources, source));
  return source.endsWith('.ts') ? [target.replace(/ts$/, 'js'), target.replace(/ts$/, 'js.map')] : [target];
}

/** Removes what sources left behind that are gone by now; names with a dot in front are the preparation's own. */
function removeStrangers(compiled) {
  for (const path of filesIn(built)) {
    if (!compiled.has(path) && !relative(built, path).startsWith('.')) rmSync(path);
  }
}
