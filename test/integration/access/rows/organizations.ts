import { everyone, insiders, mutation, query, subscription, textOf, type Row } from './row.js';

/** Organizations and their members. */
export const organizations: Record<string, Row> = {
  organization: query(({ organization }) => `organization(id: "${organization.id}") { id }`, { ok: insiders, null: 'stranger' }),
  organizationBySlug: query(({ organization }) => `organizationBySlug(slug: "${organization.slug}") { id }`, {
    ok: insiders,
    null: 'stranger',
  }),
  organizations: query(() => 'organizations { totalCount }', { ok: everyone }),

  createOrganization: mutation('createOrganization', () => ({ name: 'New' }), { ok: everyone }),
  updateOrganization: mutation('updateOrganization', ({ organization }) => ({ organizationId: organization.id, name: 'New' }), {
    ok: 'owner admin',
    FORBIDDEN: 'member guest maintainer editor viewer',
    NOT_FOUND: 'stranger',
  }),
  changeMemberRole: mutation(
    'changeMemberRole',
    ({ organization, people }) => ({ organizationId: organization.id, userId: people.viewer.id, role: 'MEMBER' }),
    { ok: 'owner admin', FORBIDDEN: 'member guest maintainer editor viewer', NOT_FOUND: 'stranger' },
  ),
  removeMember: mutation(
    'removeMember',
    ({ organization, people }) => ({ organizationId: organization.id, userId: people.viewer.id }),
    { ok: 'owner admin', FORBIDDEN: 'member guest maintainer editor viewer', NOT_FOUND: 'stranger' },
  ),

  leaveOrganization: mutation('leaveOrganization', ({ organization }) => ({ organizationId: organization.id }), {
    ok: 'admin member guest maintainer editor viewer',
    // The last one who owns it stays.
    LAST_OWNER: 'owner',
    NOT_FOUND: 'stranger',
  }),
  transferOrganizationOwnership: mutation(
    'transferOrganizationOwnership',
    ({ organization, people }) => ({ organizationId: organization.id, toUserId: people.member.id }),
    { ok: 'owner', FORBIDDEN: 'admin member guest maintainer editor viewer', NOT_FOUND: 'stranger' },
  ),
  deleteOrganization: mutation(
    'deleteOrganization',
    ({ organization }) => ({ organizationId: organization.id, confirmSlug: organization.slug }),
    { ok: 'owner', FORBIDDEN: 'admin member guest maintainer editor viewer', NOT_FOUND: 'stranger' },
  ),
  // What was deleted exists for its owners alone.
  restoreOrganization: {
    kind: 'mutation',
    gets: { ok: 'owner', NOT_FOUND: everyone.replace('owner ', '') },
    call: async ({ client, scene }) => {
      const { id: organizationId, slug: confirmSlug } = scene.organization;
      await scene.people.owner.send(textOf('deleteOrganization'), { input: { organizationId, confirmSlug } });
      return client.send(textOf('restoreOrganization'), { input: { organizationId } });
    },
  },

  organizationActivity: subscription(
    ({ organization }) => `organizationActivity(organizationId: "${organization.id}") { cursor }`,
    {
      ok: 'owner admin',
      BAD_USER_INPUT: 'member guest maintainer editor viewer stranger',
    },
  ),
};
