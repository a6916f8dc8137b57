import { analyzeGrown } from './analyze-grown.js';
import { addCounted } from './count-imported.js';
import { dropRepeats } from './drop-repeats.js';
import type { FoundFile } from './find-files.js';
import { one, run, summaryOf, type ImportRun } from './import-run.js';
import { markUnknownOrganizations, markUnknownPeople } from './mark-unknown.js';

/** Adds the projects whose slug is new in their organization, each with its root folder. */
export async function mergeProjects(importRun: ImportRun, file: FoundFile): Promise<void> {
  await markUnknownOrganizations(importRun, file);
  await markUnknownPeople(importRun, file, 'createdByEmail', 'created_by_email');
  await dropRepeats(importRun, file, ['organization_slug', 'slug'], ['name', 'status']);
  const summary = summaryOf(importRun, 'projects');
  const { rows } = await one<{ rows: number }>(importRun, 'select count(*)::float8 as rows from staged_projects');
  summary.created = await addCounted(importRun, 'projects', addProjects);
  summary.existing = rows - summary.created;
  await run(importRun, addRootFolders);
  await analyzeGrown(importRun, 'projects', summary.created);
  await analyzeGrown(importRun, 'folders', summary.created);
}

const addProjects = `
  insert into projects (id, created_at, updated_at, revision, organization_id, slug, name, description, status, created_by_id)
  select s.id, s.created_at, s.created_at, 1, o.id, s.slug, s.name, s.description, s.status, u.id
  from staged_projects s
  join organizations o on o.slug = s.organization_slug
  left join users u on u.email = s.created_by_email
  where not exists (select from projects p where p.organization_id = o.id and p.slug = s.slug)
  order by o.id, s.line
  on conflict (organization_id, slug) do nothing`;

const addRootFolders = `
  insert into folders (id, created_at, updated_at, revision, organization_id, project_id, parent_id, name)
  select s.root_folder_id, s.created_at, s.created_at, 1, p.organization_id, p.id, null, s.root_folder_name
  from staged_projects s
  join projects p on p.id = s.id
  order by p.organization_id, s.line`;
