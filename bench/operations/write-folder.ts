import { pick } from '../generate/random.ts';
import type { Operation } from './operation.ts';

/** Writes a folder and the event that tells of it; both or neither. `$1` is the folder that it is made in, `$2` its name. */
export const insertFolder = `
  with parent as (
    select f.id, f.organization_id, f.project_id from folders f where f.id = $1 and f.deleted_at is null
  ), made as (
    insert into folders (id, created_at, updated_at, revision, organization_id, project_id, parent_id, name)
    select gen_random_uuid(), now(), now(), 1, organization_id, project_id, id, $2 from parent
    returning *
  ), told as (
    insert into bench.events (id, type, organization_id, project_id, subject_type, subject_id, streams, data, occurred_at)
    select gen_random_uuid(), 'folder.created', organization_id, project_id, 'FOLDER', id, array[organization_id, project_id],
      jsonb_build_object('name', name), created_at
    from made
  )`;

/** M1: one row and its event, in one transaction. */
export const writeFolder: Operation = {
  name: 'M1',
  title: 'a mutation that writes one row and its event',
  idPrefix: 'fld_',
  document: `
    mutation M1($id: ID!, $name: String!) {
      createFolder(input: { parentId: $id, name: $name }) { folder { id name } userErrors { code } }
    }`,
  postgraphile: `
    mutation M1($id: UUID!, $name: String!) {
      createFolder: benchAddFolder(input: { place: $id, called: $name }) { folder: result { id: rowId name } }
    }`,
  statements: {
    values: ({ id, name }) => [id, name],
    json: `${insertFolder}
      select json_build_object('data', json_build_object('createFolder', json_build_object(
        'folder', (select json_build_object('id', 'fld_' || id, 'name', name) from made), 'userErrors', '[]'::json)))::text`,
    rows: `${insertFolder} select id, name from made`,
    assemble(rows) {
      const [folder] = rows as [id: string, name: string][];
      return { createFolder: { folder: folder ? { id: `fld_${folder[0]}`, name: folder[1] } : null, userErrors: [] } };
    },
  },
  draw(facts, random) {
    const project = pick(random, facts.projects);
    return { id: project.rootFolderId, as: project.organizationId };
  },
};
