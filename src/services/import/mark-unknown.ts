import type { FoundFile } from './find-files.js';
import { run, type ImportRun } from './import-run.js';

/** Marks staged rows that name an organization which is neither in the database, or deleted there, nor among the imported ones. */
export async function markUnknownOrganizations(importRun: ImportRun, { kind }: FoundFile): Promise<void> {
  await run(
    importRun,
    `update staged_${kind} s set problem = 'organizationSlug: there is no organization "' || s.organization_slug || '"'
     where not exists (select from organizations o where o.slug = s.organization_slug and o.deleted_at is null)`,
  );
}

/** Marks staged rows that name a person of whom nothing is known. @param field the column of the file, `column` that of the table */
export async function markUnknownPeople(importRun: ImportRun, { kind }: FoundFile, field: string, column: string): Promise<void> {
  await run(
    importRun,
    `update staged_${kind} s set problem = concat_ws('; ', s.problem, '${field}: there is no user "' || s.${column} || '"')
     where s.${column} is not null and not exists (select from users u where u.email = s.${column})`,
  );
}

/** Marks staged rows that name a project which is neither in the database nor among the imported ones. */
export async function markUnknownProjects(importRun: ImportRun, { kind }: FoundFile): Promise<void> {
  await run(
    importRun,
    `update staged_${kind} s set problem = 'projectSlug: there is no project "' || s.project_slug || '" in "' || s.organization_slug || '"'
     where s.problem is null and not exists (
       select from projects p join organizations o on o.id = p.organization_id where o.slug = s.organization_slug and p.slug = s.project_slug)`,
  );
}
