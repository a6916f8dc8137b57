import { pickWeighted } from '../generate/random.ts';
import type { Operation } from './operation.ts';

type Found = readonly [
  organizationId: string,
  organization: string,
  id: string | null,
  name: string,
  status: string,
  creatorId: string | null,
  creator: string,
  fileId: string | null,
  fileName: string,
  size: number,
  mimeType: string,
  uploader: string | null,
];

/** Q2: lists within a list, and the people that both name. Where a server asks once for each object, it shows. */
export const nestedLists: Operation = {
  name: 'Q2',
  title: 'organization, 20 projects with their creators, 10 files each with their uploaders',
  idPrefix: 'org_',
  document: `
    query Q2($id: ID!) {
      organization(id: $id) {
        id
        name
        projects(first: 20) {
          nodes {
            id
            name
            status
            createdBy { id name }
            files(first: 10) { nodes { id name size mimeType uploadedBy { name } } }
          }
        }
      }
    }`,
  postgraphile: `
    query Q2($id: UUID!) {
      organization: organizationByRowId(rowId: $id) {
        id: rowId
        name
        projects: projectsByOrganizationId(first: 20, condition: { deletedAt: null }, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) {
          nodes {
            id: rowId
            name
            status
            createdBy: userByCreatedById { id: rowId name }
            files: filesByProjectId(first: 10, condition: { deletedAt: null }, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) {
              nodes { id: rowId name size mimeType uploadedBy: userByUploadedById { name } }
            }
          }
        }
      }
    }`,
  statements: {
    values: ({ id }) => [id],
    json: `
      select json_build_object('data', json_build_object('organization', (
        select json_build_object('id', 'org_' || o.id, 'name', o.name, 'projects', json_build_object('nodes', coalesce((
          select json_agg(json_build_object(
            'id', 'prj_' || p.id, 'name', p.name, 'status', p.status,
            'createdBy', case when p.creator_id is not null then json_build_object('id', 'usr_' || p.creator_id, 'name', p.creator_name) end,
            'files', json_build_object('nodes', coalesce((
              select json_agg(json_build_object(
                'id', 'fil_' || f.id, 'name', f.name, 'size', f.size, 'mimeType', f.mime_type,
                'uploadedBy', case when f.uploader_id is not null then json_build_object('name', f.uploader_name) end))
              from (
                select f.id, f.name, f.size, f.mime_type, u.id as uploader_id, u.name as uploader_name
                from files f left join users u on u.id = f.uploaded_by_id
                where f.project_id = p.id and f.deleted_at is null order by f.created_at desc, f.id desc limit 10
              ) f), '[]'::json))))
          from (
            select p.id, p.name, p.status, u.id as creator_id, u.name as creator_name
            from projects p left join users u on u.id = p.created_by_id
            where p.organization_id = o.id and p.deleted_at is null order by p.created_at desc, p.id desc limit 20
          ) p), '[]'::json)))
        from organizations o where o.id = $1 and o.deleted_at is null)))::text`,
    rows: `
      select o.id, o.name, p.id, p.name, p.status, p.creator_id, p.creator_name, f.id, f.name, f.size, f.mime_type, f.uploader_name
      from organizations o
      left join lateral (
        select p.id, p.name, p.status, p.created_at, u.id as creator_id, u.name as creator_name
        from projects p left join users u on u.id = p.created_by_id
        where p.organization_id = o.id and p.deleted_at is null order by p.created_at desc, p.id desc limit 20
      ) p on true
      left join lateral (
        select f.id, f.name, f.size, f.mime_type, f.created_at, u.name as uploader_name
        from files f left join users u on u.id = f.uploaded_by_id
        where f.project_id = p.id and f.deleted_at is null order by f.created_at desc, f.id desc limit 10
      ) f on true
      where o.id = $1 and o.deleted_at is null
      order by p.created_at desc, p.id desc, f.created_at desc, f.id desc`,
    assemble(rows) {
      const [first] = rows as Found[];
      if (!first) return { organization: null };
      const projects = [];
      let [last, files]: [string | null, object[]] = [null, []];
      for (const [, , id, name, status, creatorId, creator, fileId, fileName, size, mimeType, uploader] of rows as Found[]) {
        if (id === null) break;
        if (id !== last) {
          [last, files] = [id, []];
          const createdBy = creatorId === null ? null : { id: `usr_${creatorId}`, name: creator };
          projects.push({ id: `prj_${id}`, name, status, createdBy, files: { nodes: files } });
        }
        if (fileId === null) continue;
        const uploadedBy = uploader === null ? null : { name: uploader };
        files.push({ id: `fil_${fileId}`, name: fileName, size, mimeType, uploadedBy });
      }
      return { organization: { id: `org_${first[0]}`, name: first[1], projects: { nodes: projects } } };
    },
  },
  draw(facts, random) {
    const { id } = pickWeighted(random, facts.organizationsWith20Projects, ({ projects }) => projects);
    return { id, as: id };
  },
};
