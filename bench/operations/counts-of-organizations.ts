import { pick } from '../generate/random.ts';
import type { Operation } from './operation.ts';

type Found = readonly [id: string, name: string, members: number, projects: number];

/** Q4: numbers of rows that are not read. The one who asks belongs to all organizations, so that every server counts the same. */
export const countsOfOrganizations: Operation = {
  name: 'Q4',
  title: '20 organizations with the number of their members and projects',
  idPrefix: '',
  document: `
    query Q4($after: String) {
      organizations(first: 20, after: $after) {
        nodes { id name members { totalCount } projects { totalCount } }
      }
    }`,
  postgraphile: `
    query Q4($after: Cursor) {
      organizations: allOrganizations(first: 20, after: $after, condition: { deletedAt: null }, orderBy: [NAME_ASC, ROW_ID_ASC]) {
        nodes {
          id: rowId
          name
          members: organizationMembersByOrganizationId { totalCount }
          projects: projectsByOrganizationId(condition: { deletedAt: null }) { totalCount }
        }
      }
    }`,
  walk: {
    document: `
      query Walk($after: String) {
        list: organizations(first: 100, after: $after) { edges { cursor node { id } } }
      }`,
    postgraphile: `
      query Walk($after: Cursor) {
        list: allOrganizations(first: 100, after: $after, condition: { deletedAt: null }, orderBy: [NAME_ASC, ROW_ID_ASC]) {
          edges { cursor node { id: rowId } }
        }
      }`,
  },
  statements: {
    values: ({ after }) => [after?.value, after?.id],
    json: `
      select json_build_object('data', json_build_object('organizations', json_build_object('nodes', coalesce((
        select json_agg(json_build_object('id', 'org_' || o.id, 'name', o.name,
          'members', json_build_object('totalCount', (select count(*) from organization_members m where m.organization_id = o.id)),
          'projects', json_build_object('totalCount', (select count(*) from projects p where p.organization_id = o.id and p.deleted_at is null))))
        from (
          select o.id, o.name from organizations o
          where (o.name, o.id) > ($1, $2::uuid) and o.deleted_at is null order by o.name, o.id limit 20
        ) o), '[]'::json))))::text`,
    rows: `
      select o.id, o.name,
        (select count(*) from organization_members m where m.organization_id = o.id),
        (select count(*) from projects p where p.organization_id = o.id and p.deleted_at is null)
      from organizations o
      where (o.name, o.id) > ($1, $2::uuid) and o.deleted_at is null order by o.name, o.id limit 20`,
    assemble: (rows) => ({
      organizations: {
        nodes: (rows as Found[]).map(([id, name, members, projects]) => ({
          id: `org_${id}`,
          name,
          members: { totalCount: members },
          projects: { totalCount: projects },
        })),
      },
    }),
  },
  draw(facts, random) {
    const { name, id } = pick(random, facts.organizationsByName.slice(0, -20));
    return { after: { value: name, id }, as: 'observer' };
  },
};
