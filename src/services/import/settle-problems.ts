import type { FoundFile } from './find-files.js';
import { portions, run, summaryOf, type ImportRun } from './import-run.js';

/** Takes the staged rows that were marked with a problem out, and tells of them in the order of the file. */
export async function settleProblems(importRun: ImportRun, { kind, name }: FoundFile): Promise<void> {
  const marked = `select line::float8 as line, problem from staged_${kind} where problem is not null order by staged_${kind}.line`;
  for await (const rows of portions<{ line: number; problem: string }>(importRun, marked)) {
    for (const { line, problem } of rows) importRun.problems.add(name, line, problem);
  }
  summaryOf(importRun, kind).skipped += await run(importRun, `delete from staged_${kind} where problem is not null`);
}
