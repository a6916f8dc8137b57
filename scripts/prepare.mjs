// Makes a checkout ready to run: installs what is missing, builds what has changed, says nothing when there is nothing to do.
// `prepare.mjs build` builds in any case. It runs before npm's scripts on any Node from 20 on, needs no package, and writes
// to standard error only, so that a command's own output stays clean.
import { join } from 'node:path';
import { build, isBuilt } from './prepare/build.mjs';
import { install, isInstalled } from './prepare/install.mjs';
import { withLock } from './prepare/lock.mjs';
import { Trouble, root } from './prepare/project.mjs';

const anyway = process.argv[2] === 'build';

async function prepare() {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new Trouble(
      `Atrium needs Node 20 or newer to start (it then brings its own Node 24); this is Node ${process.versions.node}.`,
    );
  }
  if (!anyway && isInstalled() && isBuilt()) return;
  await withLock(join(root, 'dist', '.lock'), async () => {
    if (!isInstalled()) await install();
    if (anyway || !isBuilt()) await build();
  });
}

/** What an operator can read: a file that may not be written is no reason for a stack trace. */
function explain(error) {
  if (error instanceof Trouble) return error.message;
  if (error.code && error.path) return `The checkout cannot be prepared: ${error.message}.`;
  return error.stack;
}

try {
  await prepare();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
