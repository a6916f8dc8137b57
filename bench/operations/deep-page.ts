import { pickWeighted, upTo } from '../generate/random.ts';
import type { Operation } from './operation.ts';

type Found = readonly [id: string, name: string, size: number, createdAt: Date, isBehind: boolean];

const cursorOf = ([id, , , createdAt]: Found) => `${createdAt.getTime()}_${id}`;
const edgeOf = (row: Found) => {
  const [id, name, size, createdAt] = row;
  return { cursor: cursorOf(row), node: { id: `fil_${id}`, name, size, createdAt } };
};

/** Q5: a page in the middle of a long list, with all that a client needs to go on in both directions. */
export const deepPage: Operation = {
  name: 'Q5',
  title: 'a page of 20 files deep in the list, with cursors and pageInfo',
  idPrefix: 'prj_',
  document: `
    query Q5($id: ID!, $after: String) {
      project(id: $id) {
        files(first: 20, after: $after) {
          edges { cursor node { id name size createdAt } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }
    }`,
  postgraphile: `
    query Q5($id: UUID!, $after: Cursor) {
      project: projectByRowId(rowId: $id) {
        files: filesByProjectId(first: 20, after: $after, condition: { deletedAt: null }, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) {
          edges { cursor node { id: rowId name size createdAt } }
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
      }
    }`,
  walk: {
    document: `
      query Walk($id: ID!, $after: String) {
        project(id: $id) { list: files(first: 100, after: $after) { edges { cursor node { id } } } }
      }`,
    postgraphile: `
      query Walk($id: UUID!, $after: Cursor) {
        project: projectByRowId(rowId: $id) {
          list: filesByProjectId(first: 100, after: $after, condition: { deletedAt: null }, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) {
            edges { cursor node { id: rowId } }
          }
        }
      }`,
  },
  statements: {
    values: ({ id, after }) => [id, new Date(after?.value ?? 0), after?.id],
    json: `
      with page as materialized (
        select f.id, f.name, f.size, f.created_at, (extract(epoch from f.created_at) * 1000)::int8 || '_' || f.id as cursor,
          row_number() over (order by f.created_at desc, f.id desc) as place
        from files f
        where f.project_id = $1 and (f.created_at, f.id) < ($2, $3) and f.deleted_at is null
        order by f.created_at desc, f.id desc limit 21
      )
      select json_build_object('data', json_build_object('project', (
        select json_build_object('files', json_build_object(
          'edges', coalesce((
            select json_agg(json_build_object('cursor', page.cursor, 'node', json_build_object(
              'id', 'fil_' || page.id, 'name', page.name, 'size', page.size, 'createdAt', page.created_at)) order by place)
            from page where place <= 20), '[]'::json),
          'pageInfo', json_build_object(
            'hasNextPage', exists (select from page where place = 21),
            'hasPreviousPage', exists (
              select from files f where f.project_id = $1 and (f.created_at, f.id) >= ($2, $3) and f.deleted_at is null),
            'startCursor', (select cursor from page where place = 1),
            'endCursor', (select cursor from page where place <= 20 order by place desc limit 1))))
        from projects p where p.id = $1 and p.deleted_at is null)))::text`,
    rows: `
      select f.id, f.name, f.size, f.created_at, exists (
        select from files f where f.project_id = $1 and (f.created_at, f.id) >= ($2, $3) and f.deleted_at is null)
      from projects p join files f on f.project_id = p.id
      where p.id = $1 and p.deleted_at is null and (f.created_at, f.id) < ($2, $3) and f.deleted_at is null
      order by f.created_at desc, f.id desc limit 21`,
    assemble(rows) {
      const page = (rows as Found[]).slice(0, 20);
      const [first, last] = [page[0], page.at(-1)];
      const pageInfo = {
        hasNextPage: rows.length > 20,
        hasPreviousPage: first?.[4],
        startCursor: first ? cursorOf(first) : null,
        endCursor: last ? cursorOf(last) : null,
      };
      return { project: { files: { edges: page.map(edgeOf), pageInfo } } };
    },
  },
  draw(facts, random) {
    const project = pickWeighted(random, facts.projectsWithLongLists, ({ files }) => files.length);
    const { length } = project.files;
    const { createdAt, id } = project.files[Math.floor(length / 4) + upTo(random, Math.floor(length / 2))]!;
    return { id: project.id, after: { value: createdAt.getTime(), id }, as: project.organizationId };
  },
};
