import { Bench } from './bench.ts';
import { installPeers } from './install.ts';
import { readOptions, UsageError } from './options.ts';
import { publish } from './report/publish.ts';
import { report } from './report/tables.ts';

/** The command line of `npm run bench`. Exit 0 when it was measured, 1 when servers disagree or fail, 2 on wrong usage. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) return;
  const servers = [...(options.operations.length > 0 ? options.sides : []), ...options.streams];
  if (servers.some(({ kind }) => kind === 'peer')) await installPeers();
  const bench = new Bench(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void bench.close().finally(() => process.exit(1)));
  }
  try {
    const results = await bench.run();
    if (!results) return;
    if (options.whole) await publish(results);
    console.log(report(results));
  } finally {
    await bench.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
