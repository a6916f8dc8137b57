import { parseArgs } from 'node:util';
import { generateFolder } from './generate/generate-folder.ts';

const USAGE = `Usage: npm run generate -- DIR [--seed N] [--projects N] [--organizations N] [--users N] [--files N]

Writes a folder for "atrium import" with the skew of the real world: one organization holds a ninth of all projects, most
have one or two. The same seed makes the same files.

  --seed N            1 unless told
  --projects N        34335 unless told, each with three files on average
  --organizations N   one for 69 projects unless told
  --users N           one for 10 projects unless told
  --files N           of all projects together: few then hold hundreds, and each file has an uploader of its own`;

/** Command-line entry of the generator. Exit 0 when the files are written, 2 on wrong usage. */
async function main(): Promise<void> {
  const options = readOptions();
  if (!options) return;
  const started = performance.now();
  const written = await generateFolder(options.directory, options.sizes);
  for (const [kind, rows] of Object.entries(written))
    console.log(`${kind.padEnd(14)} ${rows.toLocaleString('en').padStart(12)} rows`);
  console.log(`in ${options.directory}, seed ${options.sizes.seed}, ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function readOptions() {
  try {
    const string = { type: 'string' } as const;
    const options = {
      seed: string,
      projects: string,
      organizations: string,
      users: string,
      files: string,
      help: { type: 'boolean' },
    } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.help) return void console.log(USAGE);
    const [directory, ...others] = positionals;
    if (directory === undefined || others.length > 0) throw new Error('Name one folder to write to.');
    const projects = whole('projects', values.projects, 34_335);
    const organizations = whole(
      'organizations',
      values.organizations,
      Math.max(Math.min(10, projects), Math.round(projects / 68.5)),
    );
    const users = whole('users', values.users, Math.max(10, Math.round(projects / 10.5)));
    const files = values.files === undefined ? {} : { files: whole('files', values.files, projects, projects) };
    if (organizations > projects) throw new Error('There may not be more organizations than projects.');
    return { directory, sizes: { seed: whole('seed', values.seed, 1, 0), projects, organizations, users, ...files } };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 2;
    return undefined;
  }
}

function whole(name: string, text: string | undefined, otherwise: number, least = 1): number {
  if (text === undefined) return otherwise;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= 100_000_000) return number;
  throw new Error(`--${name} must be a whole number from ${least} to 100000000.`);
}

await main();
