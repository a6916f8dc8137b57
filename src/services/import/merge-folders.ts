import { analyzeGrown } from './analyze-grown.js';
import { one, run, type ImportRun } from './import-run.js';

/**
 * Makes the folders that staged files lie in, from the top down, and leaves them in the temporary table `placed_folders`,
 * by project and path; the root folder has the path ''. What is in the trash is there already: nothing is made in it.
 * @returns how many folders were added
 */
export async function mergeFolders(importRun: ImportRun): Promise<number> {
  await run(importRun, wantedFolders);
  await run(importRun, 'create index on placed_folders (project_id, path)');
  await run(importRun, 'analyze placed_folders');
  const { depth } = await one<{ depth: number }>(importRun, 'select coalesce(max(depth), 0) as depth from placed_folders');
  let added = 0;
  for (let level = 1; level <= depth; level++) {
    const addedHere = await run(importRun, addFolders, [level]);
    await analyzeGrown(importRun, 'folders', addedHere);
    await run(importRun, findFolders('f.deleted_at is null'), [level]);
    await run(importRun, findFolders('f.deleted_at is not null'), [level]);
    await run(importRun, markTrashed, [level]);
    added += addedHere;
  }
  return added;
}

const wantedFolders = `
  create temporary table placed_folders on commit drop as
  with named as (
    select distinct o.id as organization_id, p.id as project_id, p.deleted_at, s.organization_slug, s.project_slug
    from staged_files s
    join organizations o on o.slug = s.organization_slug
    join projects p on p.organization_id = o.id and p.slug = s.project_slug
  ), paths as (
    select distinct on (s.organization_slug, s.project_slug, path)
      s.organization_slug, s.project_slug, depth, names[depth] as name, s.folder_ids[depth] as new_id, s.created_at,
      array_to_string(names[1:depth], '/') collate "C" as path,
      array_to_string(names[1:depth - 1], '/') collate "C" as parent_path
    from staged_files s
    cross join lateral string_to_array(s.folder_path, '/') names
    cross join lateral generate_series(1, cardinality(names)) depth
    order by s.organization_slug, s.project_slug, path, s.created_at, s.line
  )
  select n.organization_id, n.project_id, 0 as depth, '' collate "C" as path, null collate "C" as parent_path, null collate "C" as name,
    null::uuid as new_id, null::timestamptz as created_at, f.id as folder_id, n.deleted_at is not null as trashed
  from named n
  join folders f on f.project_id = n.project_id and f.parent_id is null
  union all
  select n.organization_id, n.project_id, depth, path, parent_path, name, new_id, created_at, null, false
  from paths
  join named n using (organization_slug, project_slug)`;

const addFolders = `
  insert into folders (id, created_at, updated_at, revision, organization_id, project_id, parent_id, name)
  select w.new_id, w.created_at, w.created_at, 1, w.organization_id, w.project_id, parent.folder_id, w.name
  from placed_folders w
  join placed_folders parent on parent.project_id = w.project_id and parent.path = w.parent_path
  where w.depth = $1 and not parent.trashed
    and not exists (select from folders f where f.parent_id = parent.folder_id and f.name = w.name)
  order by w.organization_id, w.project_id, w.path
  on conflict (parent_id, name) where deleted_at is null do nothing`;

const findFolders = (which: string) => `
  update placed_folders w set folder_id = f.id, trashed = parent.trashed or f.deleted_at is not null
  from placed_folders parent
  join folders f on f.parent_id = parent.folder_id and ${which}
  where w.depth = $1 and w.folder_id is null and parent.project_id = w.project_id and parent.path = w.parent_path and f.name = w.name`;

/** A folder that is not there, for it would lie in one that is in the trash. */
const markTrashed = `
  update placed_folders w set trashed = true
  from placed_folders parent
  where w.depth = $1 and w.folder_id is null and parent.trashed and parent.project_id = w.project_id and parent.path = w.parent_path`;
