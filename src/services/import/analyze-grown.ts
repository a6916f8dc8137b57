import { run, type ImportRun } from './import-run.js';

/** Rows from which the planner's picture of a table is worth an update at once. */
const BIG = 1_000;

/** Lets the statements that follow, and after the commit those of the server, be planned for what a table holds now. */
export async function analyzeGrown(importRun: ImportRun, table: string, added: number): Promise<void> {
  if (added >= BIG) await run(importRun, `analyze ${table}`);
}
