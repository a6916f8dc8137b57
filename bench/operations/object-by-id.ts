import { pick } from '../generate/random.ts';
import type { Operation } from './operation.ts';

/** Q1: one object by its id. What it costs beyond the row is what a server costs. */
export const objectById: Operation = {
  name: 'Q1',
  title: 'one object by id',
  idPrefix: 'prj_',
  document: `query Q1($id: ID!) { project(id: $id) { id slug name status createdAt } }`,
  postgraphile: `query Q1($id: UUID!) { project: projectByRowId(rowId: $id) { id: rowId slug name status createdAt } }`,
  statements: {
    values: ({ id }) => [id],
    json: `
      select json_build_object('data', json_build_object('project', (
        select json_build_object('id', 'prj_' || p.id, 'slug', p.slug, 'name', p.name, 'status', p.status, 'createdAt', p.created_at)
        from projects p where p.id = $1 and p.deleted_at is null)))::text`,
    rows: `select p.id, p.slug, p.name, p.status, p.created_at from projects p where p.id = $1 and p.deleted_at is null`,
    assemble(rows) {
      const [project] = rows as [id: string, slug: string, name: string, status: string, createdAt: Date][];
      if (!project) return { project: null };
      const [id, slug, name, status, createdAt] = project;
      return { project: { id: `prj_${id}`, slug, name, status, createdAt } };
    },
  },
  draw(facts, random) {
    const project = pick(random, facts.projects);
    return { id: project.id, as: project.organizationId };
  },
};
