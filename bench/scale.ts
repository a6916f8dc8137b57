import { parseArgs } from 'node:util';
import { publishScale, scaleReport } from './scale/report.ts';
import { ScaleBench } from './scale/scale-bench.ts';

const USUAL_ROWS = 10_000_000;
const FEWEST_ROWS = 100_000;

const USAGE = `Usage: npm run bench:scale -- [--rows N]

Measures what a page costs with little data and with a hundred times as many files, and asks PostgreSQL how it would read each
relation then. Takes some 25 GB of disk for ten million files, and a quarter of an hour.

  --rows N   files in the end, ${USUAL_ROWS.toLocaleString('en')} unless told; with another number nothing is written down

DATABASE_URL names a PostgreSQL on which a database of its own is made and dropped; without it one is started.`;

/** The command line of `npm run bench:scale`. Exit 0 when cost does not grow, 1 when it does or something fails, 2 on wrong usage. */
async function main(): Promise<void> {
  const rows = readRows();
  if (rows === undefined) return;
  const bench = new ScaleBench(rows);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void bench.close().finally(() => process.exit(1)));
  }
  try {
    const results = await bench.run();
    console.log(scaleReport(results));
    if (rows === USUAL_ROWS) await publishScale(results);
    if (!results.pages.every(({ reached }) => reached) || results.findings.some(({ byNature }) => !byNature))
      process.exitCode = 1;
  } finally {
    await bench.close();
  }
}

function readRows(): number | undefined {
  try {
    const { values } = parseArgs({ options: { rows: { type: 'string' }, help: { type: 'boolean' } } });
    if (values.help) return void console.log(USAGE);
    const rows = Number(values.rows ?? USUAL_ROWS);
    if (!Number.isInteger(rows) || rows < FEWEST_ROWS) throw new Error(`--rows must be a whole number from ${FEWEST_ROWS} on.`);
    return rows;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exitCode = 2;
    return undefined;
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
