import { analyzeGrown } from './analyze-grown.js';
import { addCounted } from './count-imported.js';
import { dropRepeats } from './drop-repeats.js';
import type { FoundFile } from './find-files.js';
import { one, run, summaryOf, type ImportRun } from './import-run.js';
import { markUnknownPeople, markUnknownProjects, markUnknownOrganizations } from './mark-unknown.js';
import { mergeFolders } from './merge-folders.js';
import { settleProblems } from './settle-problems.js';

/** Files that are added by one statement, so that progress can be told. */
const PORTION = 20_000;

/** Takes out the staged files that refer to nothing, or say things twice. */
export async function checkFiles(importRun: ImportRun, file: FoundFile): Promise<void> {
  await markUnknownOrganizations(importRun, file);
  await markUnknownProjects(importRun, file);
  await markUnknownPeople(importRun, file, 'uploadedByEmail', 'uploaded_by_email');
  await dropRepeats(
    importRun,
    file,
    ['organization_slug', 'project_slug', 'folder_path', 'name'],
    ['mime_type', 'size', 'sha256'],
  );
}

/**
 * Adds the files that are not in their folder yet, neither there nor in the trash, with the folders that they need.
 * @returns how many folders were added
 */
export async function mergeFiles(importRun: ImportRun, file: FoundFile): Promise<number> {
  const folders = await mergeFolders(importRun);
  await run(importRun, markTrashed);
  await settleProblems(importRun, file);
  importRun.problems.refuseUnlessSkipped();

  const summary = summaryOf(importRun, 'files');
  const { rows } = await one<{ rows: number }>(importRun, 'select count(*)::float8 as rows from staged_files');
  const rowsTotal = await run(importRun, placeFiles);
  await run(importRun, 'create unique index on placed_files (place)');
  await run(importRun, 'analyze placed_files');
  for (let from = 0; from < rowsTotal; from += PORTION) {
    importRun.progress({ file: file.name, phase: 'writing', rows: from, rowsTotal });
    summary.created += await addCounted(importRun, 'files', addFiles, [from, from + PORTION]);
  }
  summary.existing = rows - summary.created;
  await analyzeGrown(importRun, 'files', summary.created);
  return folders;
}

const inFolder = `
  join organizations o on o.slug = s.organization_slug
  join projects p on p.organization_id = o.id and p.slug = s.project_slug
  join placed_folders w on w.project_id = p.id and w.path = s.folder_path`;

const markTrashed = `
  update staged_files t
  set problem = 'its ' || case when p.deleted_at is null then 'folder "' || s.folder_path || '"' else 'project' end || ' is in the trash'
  from staged_files s ${inFolder}
  where t.line = s.line and w.trashed and not exists (select from files f where f.folder_id = w.folder_id and f.name = s.name)`;

const placeFiles = `
  create temporary table placed_files on commit drop as
  select row_number() over (order by o.id, p.id, s.line) as place, s.id, s.created_at, o.id as organization_id, p.id as project_id,
    w.folder_id, s.name, s.mime_type, s.size, s.sha256, u.id as uploaded_by_id
  from staged_files s ${inFolder}
  left join users u on u.email = s.uploaded_by_email
  where not exists (select from files f where f.folder_id = w.folder_id and f.name = s.name)`;

const addFiles = `
  insert into files (id, created_at, updated_at, revision, organization_id, project_id, folder_id, name, kind, state, mime_type, size, sha256, uploaded_by_id)
  select id, created_at, created_at, 1, organization_id, project_id, folder_id, name, 'GENERIC', 'UPLOADING', mime_type, size, sha256, uploaded_by_id
  from placed_files
  where place > $1 and place <= $2
  order by place
  on conflict (folder_id, name) where deleted_at is null do nothing`;
