// Holds all strategies of reading to the same answers: reads the command line of `npm run fuzz`, and runs test/fuzz by it.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `Usage: npm run fuzz -- [--queries N] [--seconds N] [--seed N] [--data DIR] [--world NAME] [--path PATH]

Asks random queries of every way to answer them, and stops at the first difference.

  --queries N   50000 unless told, or as many as fit into --seconds; divided among the worlds
  --seconds N   stops after that time
  --seed N      any unless told; the same seed makes the same worlds and queries
  --data DIR    a folder as "atrium import" takes it, as one more world
  --world NAME  only that world: varied, generated or data
  --path PATH   of a failure, as it was printed: runs only that query`;

const settings = readSettings();
if (settings) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const jest = [
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--config',
    'jest.fuzz.config.js',
    '-i',
  ];
  const env = { ...process.env, FUZZ: JSON.stringify(settings) };
  process.exitCode = spawnSync(process.execPath, jest, { cwd: root, stdio: 'inherit', env }).status ?? 1;
}

function readSettings() {
  try {
    const string = { type: 'string' };
    const names = { queries: string, seconds: string, seed: string, data: string, world: string, path: string };
    const { values } = parseArgs({ options: { ...names, help: { type: 'boolean' } } });
    if (values.help) return void console.log(USAGE);
    const data = values.data === undefined ? null : resolve(values.data);
    const worlds = ['varied', 'generated', ...(data === null ? [] : ['data'])];
    if (values.world !== undefined && !worlds.includes(values.world)) throw new Error(`--world is one of ${worlds.join(', ')}.`);
    if (values.path !== undefined && values.world === undefined) throw new Error('--path needs --world and --seed.');
    const seconds = whole('seconds', values.seconds, null);
    return {
      worlds: values.world === undefined ? worlds : [values.world],
      queries: whole('queries', values.queries, seconds === null ? 50_000 : 10_000_000),
      seconds,
      seed: whole('seed', values.seed, randomInt(2 ** 31)),
      data,
      path: values.path ?? null,
    };
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exitCode = 2;
    return undefined;
  }
}

function whole(name, text, otherwise) {
  if (text === undefined) return otherwise;
  if (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 31) return Number(text);
  throw new Error(`--${name} must be a whole number below 2147483648.`);
}
