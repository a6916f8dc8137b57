import { everyone, mutation, query, subscription, team, type Row } from './row.js';

const strangers = 'guest stranger';

/** Projects and the people added to them. */
export const projects: Record<string, Row> = {
  project: query(({ project }) => `project(id: "${project.id}") { id }`, { ok: team, null: strangers }),
  projectBySlug: query(
    ({ organization, project }) => `projectBySlug(organizationSlug: "${organization.slug}", slug: "${project.slug}") { id }`,
    { ok: team, null: strangers },
  ),
  projects: query(() => 'projects { totalCount }', { ok: everyone }),

  createProject: mutation('createProject', ({ organization }) => ({ organizationId: organization.id, name: 'New' }), {
    ok: 'owner admin member',
    FORBIDDEN: 'guest maintainer editor viewer',
    NOT_FOUND: 'stranger',
  }),
  updateProject: mutation('updateProject', ({ project }) => ({ projectId: project.id, name: 'New' }), {
    ok: 'owner admin maintainer',
    FORBIDDEN: 'member editor viewer',
    NOT_FOUND: strangers,
  }),
  deleteProject: mutation('deleteProject', ({ project }) => ({ projectId: project.id }), {
    ok: 'owner admin maintainer',
    FORBIDDEN: 'member editor viewer',
    NOT_FOUND: strangers,
  }),
  // What lies in the trash is seen by who may restore it.
  restoreProject: mutation('restoreProject', ({ binned }) => ({ projectId: binned.id }), {
    ok: 'owner admin maintainer',
    NOT_FOUND: 'member editor viewer guest stranger',
  }),
  setProjectMember: mutation(
    'setProjectMember',
    ({ project, people }) => ({ projectId: project.id, userId: people.guest.id, role: 'EDITOR' }),
    { ok: 'owner admin maintainer', FORBIDDEN: 'member editor viewer', NOT_FOUND: strangers },
  ),
  removeProjectMember: mutation(
    'removeProjectMember',
    ({ project, people }) => ({ projectId: project.id, userId: people.viewer.id }),
    { ok: 'owner admin maintainer', FORBIDDEN: 'member editor viewer', NOT_FOUND: strangers },
  ),

  // Seen as a member of the organization, there is nothing to leave.
  leaveProject: mutation('leaveProject', ({ project }) => ({ projectId: project.id }), {
    ok: 'maintainer editor viewer',
    FORBIDDEN: 'owner admin member',
    NOT_FOUND: strangers,
  }),
  purgeProject: mutation('purgeProject', ({ binned }) => ({ projectId: binned.id, confirmSlug: binned.slug }), {
    ok: 'owner admin maintainer',
    NOT_FOUND: 'member editor viewer guest stranger',
  }),

  projectActivity: subscription(({ project }) => `projectActivity(projectId: "${project.id}") { cursor }`, {
    ok: team,
    BAD_USER_INPUT: strangers,
  }),
};
