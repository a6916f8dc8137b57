import { one, run, type ImportRun } from './import-run.js';

/** Makes the table that counts what was added to which organization. */
export async function prepareCounts(importRun: ImportRun): Promise<void> {
  await run(
    importRun,
    'create temporary table imported (organization_id uuid not null, what text not null, rows bigint not null) on commit drop',
  );
}

/** Runs an INSERT of rows of organizations and keeps, by organization, how many were added. @returns how many altogether. */
export async function addCounted(
  importRun: ImportRun,
  what: 'members' | 'projects' | 'files',
  insert: string,
  values: unknown[] = [],
): Promise<number> {
  const { added } = await one<{ added: number }>(
    importRun,
    `with added as (${insert} returning organization_id),
       counted as (insert into imported select organization_id, '${what}', count(*) from added group by organization_id)
     select count(*)::float8 as added from added`,
    values,
  );
  return added;
}
