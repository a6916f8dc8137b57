import { pickWeighted } from '../generate/random.ts';
import type { Operation } from './operation.ts';

type Found = readonly [
  projectId: string,
  id: string | null,
  name: string,
  mimeType: string,
  size: number,
  createdAt: Date,
  uploaderId: string | null,
  uploader: string,
];

/** Q3: the largest page that there is. Where a server spends time on each value, it shows. */
export const wideList: Operation = {
  name: 'Q3',
  title: '100 files of a project with their uploaders',
  idPrefix: 'prj_',
  document: `
    query Q3($id: ID!) {
      project(id: $id) {
        id
        files(first: 100) { nodes { id name mimeType size createdAt uploadedBy { id name } } }
      }
    }`,
  postgraphile: `
    query Q3($id: UUID!) {
      project: projectByRowId(rowId: $id) {
        id: rowId
        files: filesByProjectId(first: 100, condition: { deletedAt: null }, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) {
          nodes { id: rowId name mimeType size createdAt uploadedBy: userByUploadedById { id: rowId name } }
        }
      }
    }`,
  statements: {
    values: ({ id }) => [id],
    json: `
      select json_build_object('data', json_build_object('project', (
        select json_build_object('id', 'prj_' || p.id, 'files', json_build_object('nodes', coalesce((
          select json_agg(json_build_object(
            'id', 'fil_' || f.id, 'name', f.name, 'mimeType', f.mime_type, 'size', f.size, 'createdAt', f.created_at,
            'uploadedBy', case when f.uploader_id is not null then json_build_object('id', 'usr_' || f.uploader_id, 'name', f.uploader_name) end))
          from (
            select f.id, f.name, f.mime_type, f.size, f.created_at, u.id as uploader_id, u.name as uploader_name
            from files f left join users u on u.id = f.uploaded_by_id
            where f.project_id = p.id and f.deleted_at is null order by f.created_at desc, f.id desc limit 100
          ) f), '[]'::json)))
        from projects p where p.id = $1 and p.deleted_at is null)))::text`,
    rows: `
      select p.id, f.id, f.name, f.mime_type, f.size, f.created_at, f.uploader_id, f.uploader_name
      from projects p
      left join lateral (
        select f.id, f.name, f.mime_type, f.size, f.created_at, u.id as uploader_id, u.name as uploader_name
        from files f left join users u on u.id = f.uploaded_by_id
        where f.project_id = p.id and f.deleted_at is null order by f.created_at desc, f.id desc limit 100
      ) f on true
      where p.id = $1 and p.deleted_at is null
      order by f.created_at desc, f.id desc`,
    assemble(rows) {
      const [first] = rows as Found[];
      if (!first) return { project: null };
      const nodes = [];
      for (const [, id, name, mimeType, size, createdAt, uploaderId, uploader] of rows as Found[]) {
        if (id === null) break;
        const uploadedBy = uploaderId === null ? null : { id: `usr_${uploaderId}`, name: uploader };
        nodes.push({ id: `fil_${id}`, name, mimeType, size, createdAt, uploadedBy });
      }
      return { project: { id: `prj_${first[0]}`, files: { nodes } } };
    },
  },
  draw(facts, random) {
    const project = pickWeighted(random, facts.projectsWith100Files, ({ files }) => files);
    return { id: project.id, as: project.organizationId };
  },
};
