import { run, summaryOf, type ImportRun } from './import-run.js';
import type { FoundFile } from './find-files.js';
import { settleProblems } from './settle-problems.js';

/**
 * Leaves one row for each object of a staged file, the first: files that were gathered from several sources say things twice.
 * A later row that contradicts the first one is broken.
 * @param key columns that name the object
 * @param substance columns in which rows of one object must agree
 */
export async function dropRepeats(
  importRun: ImportRun,
  file: FoundFile,
  key: readonly string[],
  substance: readonly string[],
): Promise<void> {
  const table = `staged_${file.kind}`;
  const keyColumns = key.join(', ');
  const sameKey = (a: string, b: string) => key.map((column) => `${a}.${column} = ${b}.${column}`).join(' and ');
  const values = (alias: string) => substance.map((column) => `${alias}.${column}`).join(', ');
  const repeated = await run(
    importRun,
    `create temporary table repeats on commit drop as
     select ${keyColumns}, min(line) as line from ${table} where problem is null group by ${keyColumns} having count(*) > 1`,
  );
  if (repeated > 0) {
    await run(
      importRun,
      `update ${table} later set problem = 'it contradicts line ' || first.line || ', which is about the same'
       from repeats join ${table} first on first.line = repeats.line
       where ${sameKey('later', 'repeats')} and later.line > first.line and later.problem is null
         and (${values('later')}) is distinct from (${values('first')})`,
    );
    summaryOf(importRun, file.kind).repeated += await run(
      importRun,
      `delete from ${table} later using repeats where ${sameKey('later', 'repeats')} and later.line > repeats.line and later.problem is null`,
    );
  }
  await run(importRun, 'drop table repeats');
  await settleProblems(importRun, file);
}
