import { analyzeGrown } from './analyze-grown.js';
import { dropRepeats } from './drop-repeats.js';
import type { FoundFile } from './find-files.js';
import { one, run, summaryOf, type ImportRun } from './import-run.js';

/** Adds the organizations whose slug is new. */
export async function mergeOrganizations(importRun: ImportRun, file: FoundFile): Promise<void> {
  await dropRepeats(importRun, file, ['slug'], ['name']);
  const summary = summaryOf(importRun, 'organizations');
  const { rows } = await one<{ rows: number }>(importRun, 'select count(*)::float8 as rows from staged_organizations');
  summary.created = await run(importRun, addOrganizations);
  summary.existing = rows - summary.created;
  await analyzeGrown(importRun, 'organizations', summary.created);
}

const addOrganizations = `
  with added as (
    insert into organizations (id, created_at, updated_at, revision, slug, name)
    select id, created_at, created_at, 1, slug, name
    from staged_organizations s
    where not exists (select from organizations o where o.slug = s.slug)
    order by line
    on conflict (slug) do nothing
    returning id
  )
  insert into imported select id, 'organization', 1 from added`;
