// Runs the whole suite on the services that the environment names, and the specs that need one (`NAME.services.spec.ts`).
// Such a spec says in a comment what it needs: `@needs REDIS_URL`, or a program, `@needs nginx`; without that it is left out, and named.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const instead = { DATABASE_URL: 'the embedded PostgreSQL', REDIS_URL: 'nothing but the process itself' };
const root = fileURLToPath(new URL('..', import.meta.url));

for (const [name, stand] of Object.entries(instead)) {
  console.log(process.env[name] ? `${name} is given: tests run on that service.` : `${name} is absent: tests run on ${stand}.`);
}

// Debian puts servers where only root looks for programs.
process.env.PATH = [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter);
const folders = process.env.PATH.split(delimiter);
const isVariable = (name) => /^[A-Z\d_]+$/.test(name);
const isThere = (name) => (isVariable(name) ? process.env[name] : folders.some((folder) => existsSync(join(folder, name))));

const leftOut = globSync('{src,test,bench,scripts}/**/*.services.spec.ts', { cwd: root }).filter((path) => {
  const needs = [...readFileSync(`${root}/${path}`, 'utf8').matchAll(/@needs ([\w-]+)/g)].map(([, name]) => name);
  const missing = needs.filter((name) => !isThere(name));
  if (missing.length > 0) console.log(`Left out: ${path}, which needs ${missing.join(' and ')}.`);
  return missing.length > 0;
});

const ignored = ['/node_modules/', ...leftOut.map((path) => `/${path.replaceAll('.', '\\.')}$`)].map(
  (pattern) => `--testPathIgnorePatterns=${pattern}`,
);
const jest = ['--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const args = [...jest, '--config', 'jest.services.config.js', ...process.argv.slice(2), ...ignored];
process.exit(
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_ON_SERVICES: '1' } }).status ?? 1,
);
