import { OrganizationMemberEntity } from '../../../src/entities/relational/organization-member.entity.js';
import { encodeId } from '../../../src/shared/ids.js';
import { TestApp } from '../../testkit/app.js';
import {
  acceptInvitation,
  declineInvitation,
  inviteMember,
  resendInvitation,
  revokeInvitation,
} from '../../testkit/invitations.js';
import {
  createFolder,
  createProject,
  deleteItems,
  deleteOrganization,
  deleteProject,
  emptyTrash,
  leaveOrganization,
  leaveProject,
  moveItems,
  purgeItems,
  purgeProject,
  removeMember,
  removeProjectMember,
  restoreItems,
  restoreOrganization,
  restoreProject,
  setProjectMember,
  transferOwnership,
  updateFile,
  updateFolder,
  updateProject,
  uploadFile,
  uploadFileVersion,
} from '../../testkit/operations.js';
import { PASSWORD, type Person, type World } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const errors = 'userErrors { code message path }';
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken ${errors} } }`;
const signOut = `mutation { signOut { ${errors} } }`;
const refreshSession = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken ${errors} } }`;
const updateProfile = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { viewer { id } ${errors} } }`;
const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } ${errors} } }`;
const updateOrganization = `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { organization { id } ${errors} } }`;
const changeMemberRole = `mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { member { id } ${errors} } }`;
const markRead = `mutation ($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { ${errors} } }`;
const markUnread = `mutation ($input: MarkNotificationsUnreadInput!) { markNotificationsUnread(input: $input) { ${errors} } }`;
const markAllRead = `mutation ($input: MarkAllNotificationsReadInput!) { markAllNotificationsRead(input: $input) { ${errors} } }`;

const own = `query { viewer { activity(first: 100) { nodes { id type subjectId actor { id } organization { id } project { id } } } } }`;

type Studio = Awaited<ReturnType<World['studio']>>;

/** A line of the log, as whoever did it reads it. */
interface Told {
  type: string;
  subjectId: string;
  actor: { id: string } | null;
  organization: { id: string } | null;
  project: { id: string } | null;
}

async function linesOf(person: Person | null): Promise<(Told & { id: string })[]> {
  return person === null ? [] : (await person.query(own)).viewer.activity.nodes;
}

/** What is prepared first; then the mutation, and what it should be told as. */
type Case = (studio: Studio) => Promise<{ by?: Person; run: () => Promise<{ by: Person; told: Told[] }> }>;

const line = (
  type: string,
  by: Person | null,
  subjectId: string,
  organization?: { id: string },
  project?: { id: string },
): Told => ({
  type,
  subjectId,
  actor: by && { id: by.id },
  organization: organization ? { id: organization.id } : null,
  project: project ? { id: project.id } : null,
});

/** A mutation by a member of the studio, told as one line there. */
const inProject =
  (type: string, by: 'owner' | 'member', prepare: (studio: Studio) => Promise<() => Promise<string>>, visible = true): Case =>
  async (studio) => {
    const act = await prepare(studio);
    const { organization, project } = studio;
    return {
      by: studio[by],
      run: async () => ({
        by: studio[by],
        told: [line(type, studio[by], await act(), organization, visible ? project : undefined)],
      }),
    };
  };

const untold =
  (prepare: (studio: Studio) => Promise<() => Promise<unknown>>): Case =>
  async (studio) => {
    const act = await prepare(studio);
    return { by: studio.guest, run: async () => act().then(() => ({ by: studio.guest, told: [] })) };
  };

const folderOf = async ({ member, project }: Studio, name = 'plans'): Promise<string> =>
  (await member.mutate(createFolder, { parentId: project.rootFolderId, name })).folder.id;
const fileOf = async ({ member, project }: Studio, name = 'a.txt'): Promise<string> =>
  (await member.upload(uploadFile, { folderId: project.rootFolderId }, { name, bytes: name })).file.id;

const invitationOf = async ({ owner, stranger, organization }: Studio): Promise<string> =>
  (await owner.mutate(inviteMember, { organizationId: organization.id, email: stranger.email, role: 'MEMBER' })).invitation.id;

async function membershipOf({ storedId: organizationId }: Studio['organization'], { storedId: userId }: Person): Promise<string> {
  const member = await test.app.database.em.findOneOrFail(OrganizationMemberEntity, { organizationId, userId });
  return encodeId('OrganizationMember', member.id);
}

async function notificationOf(studio: Studio): Promise<string> {
  await fileOf(studio);
  await test.app.settle();
  return (await studio.guest.query(`query { notifications { nodes { id } } }`)).notifications.nodes[0].id;
}

const cases: Record<string, Case> = {
  signUp: async () => ({
    run: async () => {
      const by = await test.world().person();
      return { by, told: [line('USER_SIGNED_UP', by, by.id)] };
    },
  }),
  signIn: async ({ member }) => ({
    by: member,
    run: async () => {
      await test.signedOut.mutate(signIn, { email: member.email, password: PASSWORD });
      await test.signedOut.userErrors(signIn, { email: member.email, password: 'not this one' });
      return { by: member, told: [line('USER_SIGN_IN_FAILED', null, member.id), line('USER_SIGNED_IN', member, member.id)] };
    },
  }),
  refreshSession: untold(
    async ({ guest }) =>
      () =>
        test.signedOut.mutate(refreshSession, { refreshToken: guest.refreshToken }),
  ),
  signOut: async ({ guest }) => ({
    by: guest,
    run: async () => {
      const { accessToken } = await test.signedOut.mutate(signIn, { email: guest.email, password: PASSWORD });
      await fetch(`${test.url}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query: signOut }),
      });
      return { by: guest, told: [line('USER_SIGNED_IN', guest, guest.id)] };
    },
  }),
  updateProfile: async ({ member }) => ({
    by: member,
    run: async () => {
      await member.mutate(updateProfile, { bio: 'Hello.' });
      return { by: member, told: [line('USER_PROFILE_CHANGED', member, member.id)] };
    },
  }),
  createOrganization: async ({ member }) => ({
    by: member,
    run: async () => {
      const { organization } = await member.mutate(createOrganization, { name: 'New' });
      return { by: member, told: [line('ORGANIZATION_CREATED', member, organization.id, organization)] };
    },
  }),
  updateOrganization: async ({ owner, organization }) => ({
    by: owner,
    run: async () => {
      await owner.mutate(updateOrganization, { organizationId: organization.id, name: 'Renamed' });
      return { by: owner, told: [line('ORGANIZATION_UPDATED', owner, organization.id, organization)] };
    },
  }),
  changeMemberRole: async ({ owner, member, organization }) => ({
    by: owner,
    run: async () => {
      const changed = await owner.mutate(changeMemberRole, { organizationId: organization.id, userId: member.id, role: 'ADMIN' });
      return { by: owner, told: [line('MEMBER_ROLE_CHANGED', owner, changed.member.id, organization)] };
    },
  }),
  removeMember: async ({ owner, member, organization }) => ({
    by: owner,
    run: async () => {
      const { removedMemberId } = await owner.mutate(removeMember, { organizationId: organization.id, userId: member.id });
      return { by: owner, told: [line('MEMBER_REMOVED', owner, removedMemberId, organization)] };
    },
  }),
  inviteMember: async ({ owner, organization }) => ({
    by: owner,
    run: async () => {
      const input = { organizationId: organization.id, email: `told-${Date.now()}@people.example`, role: 'MEMBER' };
      const { invitation } = await owner.mutate(inviteMember, input);
      return { by: owner, told: [line('MEMBER_INVITED', owner, invitation.id, organization)] };
    },
  }),
  resendInvitation: async (studio) => {
    const { owner, organization } = studio;
    const id = await invitationOf(studio);
    await test.app.database.em.execute(`update invitations set sent_at = sent_at - interval '1 minute'`);
    return {
      by: owner,
      run: async () => {
        await owner.mutate(resendInvitation, { invitationId: id });
        return { by: owner, told: [line('MEMBER_INVITED', owner, id, organization)] };
      },
    };
  },
  revokeInvitation: async (studio) => {
    const { owner, organization } = studio;
    const id = await invitationOf(studio);
    return {
      by: owner,
      run: async () => {
        await owner.mutate(revokeInvitation, { invitationId: id });
        return { by: owner, told: [line('INVITATION_REVOKED', owner, id, organization)] };
      },
    };
  },
  acceptInvitation: async (studio) => {
    const { stranger, organization } = studio;
    const id = await invitationOf(studio);
    return {
      by: stranger,
      run: async () => {
        await stranger.mutate(acceptInvitation, { invitationId: id });
        const [member] = await test.app.database.em.execute<{ id: string }[]>(
          'select id from organization_members where user_id = ?',
          [stranger.storedId],
        );
        return { by: stranger, told: [line('MEMBER_JOINED', stranger, `omb_${member!.id}`, organization)] };
      },
    };
  },
  declineInvitation: async (studio) => {
    const { stranger } = studio;
    const id = await invitationOf(studio);
    return {
      by: stranger,
      run: async () => {
        await stranger.mutate(declineInvitation, { invitationId: id });
        // Of an organization that they are not in they see the name in the invitation, and no more.
        return { by: stranger, told: [line('INVITATION_DECLINED', stranger, id)] };
      },
    };
  },
  leaveOrganization: async ({ member, organization }) => {
    const id = await membershipOf(organization, member);
    return {
      by: member,
      run: async () => {
        await member.mutate(leaveOrganization, { organizationId: organization.id });
        return { by: member, told: [line('MEMBER_REMOVED', member, id)] };
      },
    };
  },
  transferOrganizationOwnership: async ({ owner, admin, organization }) => {
    const ids = [await membershipOf(organization, owner), await membershipOf(organization, admin)];
    return {
      by: owner,
      run: async () => {
        await owner.mutate(transferOwnership, { organizationId: organization.id, toUserId: admin.id });
        const told = (await linesOf(owner)).slice(0, 2).map(({ subjectId }) => subjectId);
        expect(told.toSorted()).toEqual(ids.toSorted());
        return { by: owner, told: told.map((id) => line('MEMBER_ROLE_CHANGED', owner, id, organization)) };
      },
    };
  },
  deleteOrganization: async ({ owner, organization }) => ({
    by: owner,
    run: async () => {
      await owner.mutate(deleteOrganization, { organizationId: organization.id, confirmSlug: organization.slug });
      return { by: owner, told: [line('ORGANIZATION_DELETED', owner, organization.id)] };
    },
  }),
  restoreOrganization: async ({ owner, organization }) => {
    await owner.mutate(deleteOrganization, { organizationId: organization.id, confirmSlug: organization.slug });
    return {
      by: owner,
      run: async () => {
        await owner.mutate(restoreOrganization, { organizationId: organization.id });
        return { by: owner, told: [line('ORGANIZATION_RESTORED', owner, organization.id, organization)] };
      },
    };
  },
  createProject: async ({ member, organization }) => ({
    by: member,
    run: async () => {
      const { project } = await member.mutate(createProject, { organizationId: organization.id, name: 'New' });
      return { by: member, told: [line('PROJECT_CREATED', member, project.id, organization, project)] };
    },
  }),
  updateProject: inProject('PROJECT_UPDATED', 'owner', async ({ owner, project }) => async () => {
    await owner.mutate(updateProject, { projectId: project.id, name: 'Renamed' });
    return project.id;
  }),
  deleteProject: inProject(
    'PROJECT_DELETED',
    'owner',
    async ({ owner, project }) =>
      async () =>
        (await owner.mutate(deleteProject, { projectId: project.id })).deletedProjectId,
    false,
  ),
  restoreProject: inProject('PROJECT_RESTORED', 'owner', async ({ owner, project }) => {
    await owner.mutate(deleteProject, { projectId: project.id });
    return async () => (await owner.mutate(restoreProject, { projectId: project.id })).project.id;
  }),
  purgeProject: inProject(
    'PROJECT_DELETED',
    'owner',
    async ({ owner, project }) => {
      await owner.mutate(deleteProject, { projectId: project.id });
      const input = { projectId: project.id, confirmSlug: project.slug };
      return async () => (await owner.mutate(purgeProject, input)).purgedProjectId;
    },
    false,
  ),
  leaveProject: async ({ guest, organization, project }) => {
    const members = `query ($id: ID!) { project(id: $id) { members { nodes { id user { id } } } } }`;
    const { nodes } = (await guest.query(members, { id: project.id })).project.members;
    const { id } = nodes.find(({ user }: { user: { id: string } }) => user.id === guest.id);
    return {
      by: guest,
      run: async () => {
        await guest.mutate(leaveProject, { projectId: project.id });
        return { by: guest, told: [line('PROJECT_MEMBER_CHANGED', guest, id, organization)] };
      },
    };
  },
  setProjectMember: inProject('PROJECT_MEMBER_CHANGED', 'owner', async ({ owner, member, project }) => async () => {
    return (await owner.mutate(setProjectMember, { projectId: project.id, userId: member.id, role: 'VIEWER' })).member.id;
  }),
  removeProjectMember: inProject('PROJECT_MEMBER_CHANGED', 'owner', async ({ owner, guest, project }) => async () => {
    return (await owner.mutate(removeProjectMember, { projectId: project.id, userId: guest.id })).removedMemberId;
  }),
  createFolder: inProject('FOLDER_CREATED', 'member', async (studio) => () => folderOf(studio)),
  updateFolder: inProject('FOLDER_UPDATED', 'member', async (studio) => {
    const folderId = await folderOf(studio);
    return async () => (await studio.member.mutate(updateFolder, { folderId, name: 'renamed' })).folder.id;
  }),
  uploadFile: inProject('FILE_UPLOADED', 'member', async (studio) => () => fileOf(studio)),
  uploadFileVersion: inProject('FILE_VERSION_ADDED', 'member', async (studio) => {
    const fileId = await fileOf(studio);
    return async () => (await studio.member.upload(uploadFileVersion, { fileId }, { name: 'x', bytes: 'y' })).file.id;
  }),
  updateFile: inProject('FILE_UPDATED', 'member', async (studio) => {
    const fileId = await fileOf(studio);
    return async () => (await studio.member.mutate(updateFile, { fileId, name: 'b.txt' })).file.id;
  }),
  moveItems: inProject('FILE_UPDATED', 'member', async (studio) => {
    const [fileId, targetFolderId] = [await fileOf(studio), await folderOf(studio)];
    return async () => (await studio.member.mutate(moveItems, { itemIds: [fileId], targetFolderId })).items[0].id;
  }),
  deleteItems: inProject('FILE_DELETED', 'member', async (studio) => {
    const fileId = await fileOf(studio);
    return async () => (await studio.member.mutate(deleteItems, { itemIds: [fileId] })).deletedIds[0];
  }),
  restoreItems: inProject('FOLDER_RESTORED', 'member', async (studio) => {
    const folderId = await folderOf(studio);
    await studio.member.mutate(deleteItems, { itemIds: [folderId] });
    return async () => (await studio.member.mutate(restoreItems, { itemIds: [folderId] })).items[0].id;
  }),
  purgeItems: inProject('FILE_DELETED', 'member', async (studio) => {
    const fileId = await fileOf(studio);
    await studio.member.mutate(deleteItems, { itemIds: [fileId] });
    return async () => (await studio.member.mutate(purgeItems, { itemIds: [fileId] })).purgedIds[0];
  }),
  emptyTrash: inProject('FOLDER_DELETED', 'member', async (studio) => {
    const folderId = await folderOf(studio);
    await studio.member.mutate(deleteItems, { itemIds: [folderId] });
    const deletedBefore = new Date(Date.now() + 60_000).toISOString();
    return async () => studio.member.mutate(emptyTrash, { projectId: studio.project.id, deletedBefore }).then(() => folderId);
  }),
  markNotificationsRead: untold(async (studio) => {
    const id = await notificationOf(studio);
    return () => studio.guest.mutate(markRead, { notificationIds: [id] });
  }),
  markNotificationsUnread: untold(async (studio) => {
    const id = await notificationOf(studio);
    return () => studio.guest.mutate(markUnread, { notificationIds: [id] });
  }),
  markAllNotificationsRead: untold(async (studio) => {
    const id = await notificationOf(studio);
    return () => studio.guest.mutate(markAllRead, { upTo: id });
  }),
};

describe('what is done is told in the activity log', () => {
  it('for every mutation of the schema', async () => {
    const { __schema } = await test.signedOut.query(`query { __schema { mutationType { fields { name } } } }`);
    expect(Object.keys(cases).sort()).toEqual(__schema.mutationType.fields.map(({ name }: { name: string }) => name).sort());
  });

  it.each(Object.entries(cases))('%s', async (_mutation, prepare) => {
    const { by: actor = null, run } = await prepare(await test.world().studio({ member: 'MAINTAINER' }));
    const before = new Set((await linesOf(actor)).map(({ id }) => id));
    const { by, told } = await run();
    const after = (await linesOf(by)).filter(({ id }) => !before.has(id)).map(({ id: _id, ...rest }) => rest);
    expect(after).toEqual(told);

    await test.app.settle();
    expect((await linesOf(by)).filter(({ id }) => !before.has(id))).toHaveLength(told.length);
  });
});
