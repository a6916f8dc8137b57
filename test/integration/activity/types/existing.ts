import type { ActivityType } from '../../../../src/shared/enums/activity.js';
import {
  acceptInvitation,
  declineInvitation,
  inviteMember,
  resendInvitation,
  revokeInvitation,
  tokenFor,
} from '../../../testkit/invitations.js';
import {
  changeMemberRole,
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
  uploadFileVersion,
} from '../../../testkit/operations.js';
import { PASSWORD } from '../../../testkit/world.js';
import { inOrganization, inProject, stored, told, type Cause } from './cause.js';

const errors = 'userErrors { code message path }';
const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken refreshToken viewer { user { id } } ${errors} } }`;
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken ${errors} } }`;
const updateProfile = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { ${errors} } }`;
const createOrganization = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } ${errors} } }`;
const updateOrganization = `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { ${errors} } }`;
const uploadFile = `mutation ($input: UploadFileInput!) { uploadFile(input: $input) { file { id download { url } } ${errors} } }`;

const bytes = { name: 'new.txt', bytes: 'new' };

/** How each type comes about, by the field of the schema that causes it. */
export const existing: Record<ActivityType, Record<string, Cause>> = {
  USER_SIGNED_UP: {
    signUp: async ({ as }) => {
      const input = { email: 'new@people.example', name: 'New', password: 'a password of their own' };
      const { user } = (await as(null).mutate(signUp, input)).viewer;
      return [told('USER_SIGNED_UP', user, ['USER', user.id], {})];
    },
  },
  USER_SIGNED_IN: {
    signIn: async ({ as, people: { member } }) => {
      await as(null).mutate(signIn, { email: member.email, password: PASSWORD });
      return [told('USER_SIGNED_IN', member, ['USER', member.id], {})];
    },
  },
  USER_SIGN_IN_FAILED: {
    signIn: async ({ as, people: { member } }) => {
      await as(null).userErrors(signIn, { email: member.email, password: 'almost the right one' });
      return [told('USER_SIGN_IN_FAILED', null, ['USER', member.id], {})];
    },
  },
  USER_PROFILE_CHANGED: {
    updateProfile: async ({ as, people: { member } }) => {
      await as(member).mutate(updateProfile, { bio: 'Hello.' });
      return [told('USER_PROFILE_CHANGED', member, ['USER', member.id], { fields: ['bio'] })];
    },
  },
  ADMIN_ACCESSED: {
    admin: async ({ as, root }) => {
      await as(root).query('{ admin { users(first: 1) { totalCount } } }');
      return [told('ADMIN_ACCESSED', root, ['USER', root.id], { fields: [{ field: 'users', arguments: { first: 1 } }] })];
    },
  },
  ORGANIZATION_CREATED: {
    createOrganization: async ({ as, people: { member } }) => {
      const { organization } = await as(member).mutate(createOrganization, { name: 'New' });
      return [told('ORGANIZATION_CREATED', member, ['ORGANIZATION', organization.id], { name: 'New' }, { organization })];
    },
  },
  ORGANIZATION_UPDATED: {
    updateOrganization: inOrganization('ORGANIZATION_UPDATED', async ({ organization }, by) => {
      await by.mutate(updateOrganization, { organizationId: organization.id, name: 'Renamed' });
      return [['ORGANIZATION', organization.id], { name: 'Renamed', fields: ['name'] }];
    }),
  },
  ORGANIZATION_DELETED: {
    deleteOrganization: inOrganization('ORGANIZATION_DELETED', async ({ organization: { id, slug, name } }, by) => {
      await by.mutate(deleteOrganization, { organizationId: id, confirmSlug: slug });
      return [['ORGANIZATION', id], { name }];
    }),
  },
  ORGANIZATION_RESTORED: {
    restoreOrganization: inOrganization('ORGANIZATION_RESTORED', async ({ organization: { id, slug, name }, people }, by) => {
      await people.owner.mutate(deleteOrganization, { organizationId: id, confirmSlug: slug });
      await by.mutate(restoreOrganization, { organizationId: id });
      return [['ORGANIZATION', id], { name }];
    }),
  },
  MEMBER_INVITED: {
    inviteMember: inOrganization('MEMBER_INVITED', async ({ organization, test, secrets }, by) => {
      const invited = { email: 'invited@people.example', role: 'MEMBER' };
      const { invitation } = await by.mutate(inviteMember, { organizationId: organization.id, ...invited });
      secrets.add('invitationToken', await tokenFor(test, invited.email));
      return [['INVITATION', invitation.id], { ...invited, generation: 1 }];
    }),
    resendInvitation: inOrganization('MEMBER_INVITED', async ({ invitation, people, test, secrets }, by) => {
      await by.mutate(resendInvitation, { invitationId: invitation });
      secrets.add('invitationToken', await tokenFor(test, people.stranger.email));
      return [['INVITATION', invitation], { email: people.stranger.email, role: 'MEMBER', generation: 2, resent: true }];
    }),
  },
  MEMBER_JOINED: {
    acceptInvitation: async ({ as, organization, membershipOf, invitationToken, people: { stranger, owner } }) => {
      await as(stranger).mutate(acceptInvitation, { token: invitationToken });
      const data = { userId: stranger.storedId, role: 'MEMBER', invitedById: owner.storedId };
      const subject = await membershipOf(stranger.storedId);
      return [told('MEMBER_JOINED', stranger, ['ORGANIZATION_MEMBER', subject], data, { organization })];
    },
    signUp: async ({ as, test, organization, membershipOf, people: { owner } }) => {
      const email = 'joins@people.example';
      await owner.mutate(inviteMember, { organizationId: organization.id, email, role: 'GUEST' });
      const invitationToken = await tokenFor(test, email);
      const { user } = (await as(null).mutate(signUp, { email, name: 'New', password: PASSWORD, invitationToken })).viewer;
      const userId = stored(user.id)!;
      const subject = await membershipOf(userId);
      const data = { userId, role: 'GUEST', invitedById: owner.storedId };
      return [
        told('USER_SIGNED_UP', user, ['USER', user.id], {}),
        told('MEMBER_JOINED', user, ['ORGANIZATION_MEMBER', subject], data, { organization }),
      ];
    },
  },
  INVITATION_DECLINED: {
    declineInvitation: async ({ as, organization, invitation, invitationToken, people: { stranger } }) => {
      await as(stranger).mutate(declineInvitation, { token: invitationToken });
      return [told('INVITATION_DECLINED', stranger, ['INVITATION', invitation], { email: stranger.email }, { organization })];
    },
  },
  INVITATION_REVOKED: {
    revokeInvitation: inOrganization('INVITATION_REVOKED', async ({ invitation, people }, by) => {
      await by.mutate(revokeInvitation, { invitationId: invitation });
      return [['INVITATION', invitation], { email: people.stranger.email }];
    }),
  },
  MEMBER_ROLE_CHANGED: {
    changeMemberRole: inOrganization('MEMBER_ROLE_CHANGED', async ({ organization, memberships, people: { member } }, by) => {
      await by.mutate(changeMemberRole, { organizationId: organization.id, userId: member.id, role: 'ADMIN' });
      return [['ORGANIZATION_MEMBER', memberships.member], { userId: member.storedId, from: 'MEMBER', to: 'ADMIN' }];
    }),
    transferOrganizationOwnership: async ({ as, organization, memberships, people }) => {
      const { owner, admin } = people;
      await as(owner).mutate(transferOwnership, { organizationId: organization.id, toUserId: admin.id });
      const changed = (who: 'owner' | 'admin', from: string, to: string) => {
        const data = { userId: people[who].storedId, from, to };
        return told('MEMBER_ROLE_CHANGED', owner, ['ORGANIZATION_MEMBER', memberships[who]], data, { organization });
      };
      return [changed('admin', 'ADMIN', 'OWNER'), changed('owner', 'OWNER', 'ADMIN')];
    },
  },
  MEMBER_REMOVED: {
    removeMember: inOrganization('MEMBER_REMOVED', async ({ organization, memberships, people: { member } }, by) => {
      await by.mutate(removeMember, { organizationId: organization.id, userId: member.id });
      return [['ORGANIZATION_MEMBER', memberships.member], { userId: member.storedId }];
    }),
    leaveOrganization: async ({ as, organization, memberships, people: { member } }) => {
      await as(member).mutate(leaveOrganization, { organizationId: organization.id });
      const data = { userId: member.storedId, left: true };
      return [told('MEMBER_REMOVED', member, ['ORGANIZATION_MEMBER', memberships.member], data, { organization })];
    },
  },
  PROJECT_CREATED: {
    createProject: async ({ as, organization, people: { owner } }) => {
      const { project } = await as(owner).mutate(createProject, { organizationId: organization.id, name: 'New' });
      return [told('PROJECT_CREATED', owner, ['PROJECT', project.id], { name: 'New' }, { organization, project })];
    },
  },
  PROJECT_UPDATED: {
    updateProject: inProject('PROJECT_UPDATED', 'owner', async ({ project }, by) => {
      await by.mutate(updateProject, { projectId: project.id, name: 'Renamed', visibility: 'PRIVATE' });
      return [['PROJECT', project.id], { name: 'Renamed', fields: ['name', 'visibility'] }];
    }),
  },
  PROJECT_DELETED: {
    deleteProject: inProject('PROJECT_DELETED', 'owner', async ({ project }, by) => {
      await by.mutate(deleteProject, { projectId: project.id });
      return [['PROJECT', project.id], { name: 'open' }];
    }),
    purgeProject: async ({ as, organization, binned: project, people: { owner } }) => {
      await as(owner).mutate(purgeProject, { projectId: project.id, confirmSlug: project.slug });
      return [
        told('PROJECT_DELETED', owner, ['PROJECT', project.id], { name: 'binned', purged: true }, { organization, project }),
      ];
    },
  },
  PROJECT_RESTORED: {
    restoreProject: async ({ as, organization, binned: project, people: { owner } }) => {
      await as(owner).mutate(restoreProject, { projectId: project.id });
      return [told('PROJECT_RESTORED', owner, ['PROJECT', project.id], { name: 'binned' }, { organization, project })];
    },
  },
  PROJECT_MEMBER_CHANGED: {
    'setProjectMember, somebody new': inProject('PROJECT_MEMBER_CHANGED', 'owner', async ({ project, people: { guest } }, by) => {
      const { member } = await by.mutate(setProjectMember, { projectId: project.id, userId: guest.id, role: 'EDITOR' });
      return [['PROJECT_MEMBER', member.id], { projectName: 'open', userId: guest.storedId, from: null, to: 'EDITOR' }];
    }),
    setProjectMember: inProject('PROJECT_MEMBER_CHANGED', 'owner', async ({ project, projectMemberships, people }, by) => {
      await by.mutate(setProjectMember, { projectId: project.id, userId: people.viewer.id, role: 'EDITOR' });
      const data = { projectName: 'open', userId: people.viewer.storedId, from: 'VIEWER', to: 'EDITOR' };
      return [['PROJECT_MEMBER', projectMemberships.viewer], data];
    }),
    removeProjectMember: inProject('PROJECT_MEMBER_CHANGED', 'owner', async ({ project, projectMemberships, people }, by) => {
      await by.mutate(removeProjectMember, { projectId: project.id, userId: people.viewer.id });
      const data = { projectName: 'open', userId: people.viewer.storedId, from: 'VIEWER', to: null };
      return [['PROJECT_MEMBER', projectMemberships.viewer], data];
    }),
    leaveProject: inProject('PROJECT_MEMBER_CHANGED', 'viewer', async ({ project, projectMemberships, people }, by) => {
      await by.mutate(leaveProject, { projectId: project.id });
      const data = { projectName: 'open', userId: people.viewer.storedId, from: 'VIEWER', to: null, left: true };
      return [['PROJECT_MEMBER', projectMemberships.viewer], data];
    }),
  },
  FOLDER_CREATED: {
    createFolder: inProject('FOLDER_CREATED', 'editor', async ({ folder: parentId }, by) => {
      const { folder } = await by.mutate(createFolder, { parentId, name: 'new' });
      return [['FOLDER', folder.id], { name: 'new' }];
    }),
  },
  FOLDER_UPDATED: {
    updateFolder: inProject('FOLDER_UPDATED', 'editor', async ({ folder }, by) => {
      await by.mutate(updateFolder, { folderId: folder, name: 'renamed' });
      return [['FOLDER', folder], { name: 'renamed', fields: ['name'] }];
    }),
    moveItems: inProject('FOLDER_UPDATED', 'editor', async ({ folder, project, people: { editor } }, by) => {
      const target = (await editor.mutate(createFolder, { parentId: project.rootFolderId, name: 'new' })).folder.id;
      await by.mutate(moveItems, { itemIds: [folder], targetFolderId: target });
      return [['FOLDER', folder], { name: 'folder', fields: ['parent'] }];
    }),
  },
  FOLDER_DELETED: {
    deleteItems: inProject('FOLDER_DELETED', 'owner', async ({ folder }, by) => {
      await by.mutate(deleteItems, { itemIds: [folder] });
      return [['FOLDER', folder], { name: 'folder' }];
    }),
    purgeItems: inProject('FOLDER_DELETED', 'owner', async ({ binnedFolder }, by) => {
      await by.mutate(purgeItems, { itemIds: [binnedFolder] });
      return [['FOLDER', binnedFolder], { name: 'binned folder', purged: true }];
    }),
  },
  FOLDER_RESTORED: {
    restoreItems: inProject('FOLDER_RESTORED', 'owner', async ({ binnedFolder }, by) => {
      await by.mutate(restoreItems, { itemIds: [binnedFolder] });
      return [['FOLDER', binnedFolder], { name: 'binned folder' }];
    }),
  },
  FILE_UPLOADED: {
    uploadFile: inProject('FILE_UPLOADED', 'editor', async ({ folder }, by) => {
      const { file } = await by.upload(uploadFile, { folderId: folder }, bytes);
      return [['FILE', file.id], { name: 'new.txt', size: 3, mimeType: 'text/plain' }];
    }),
  },
  FILE_VERSION_ADDED: {
    uploadFileVersion: inProject('FILE_VERSION_ADDED', 'editor', async ({ file }, by) => {
      await by.upload(uploadFileVersion, { fileId: file }, bytes);
      return [['FILE', file], { name: 'file.txt', number: 2, size: 3, mimeType: 'text/plain' }];
    }),
  },
  FILE_UPDATED: {
    updateFile: inProject('FILE_UPDATED', 'editor', async ({ file }, by) => {
      await by.mutate(updateFile, { fileId: file, name: 'renamed.txt' });
      return [['FILE', file], { name: 'renamed.txt', fields: ['name'] }];
    }),
    moveItems: inProject('FILE_UPDATED', 'editor', async ({ file, folder }, by) => {
      await by.mutate(moveItems, { itemIds: [file], targetFolderId: folder });
      return [['FILE', file], { name: 'file.txt', fields: ['folder'] }];
    }),
  },
  FILE_DELETED: {
    deleteItems: inProject('FILE_DELETED', 'owner', async ({ file }, by) => {
      await by.mutate(deleteItems, { itemIds: [file] });
      return [['FILE', file], { name: 'file.txt' }];
    }),
    purgeItems: inProject('FILE_DELETED', 'owner', async ({ binnedFile }, by) => {
      await by.mutate(purgeItems, { itemIds: [binnedFile] });
      return [['FILE', binnedFile], { name: 'binned.txt', purged: true }];
    }),
    emptyTrash: inProject('FILE_DELETED', 'owner', async ({ project, binnedFolder, binnedFile, people }, by) => {
      await people.owner.mutate(restoreItems, { itemIds: [binnedFolder] });
      const deletedBefore = new Date(Date.now() + 60_000).toISOString();
      await by.mutate(emptyTrash, { projectId: project.id, deletedBefore });
      return [['FILE', binnedFile], { name: 'binned.txt', purged: true }];
    }),
  },
  FILE_RESTORED: {
    restoreItems: inProject('FILE_RESTORED', 'owner', async ({ binnedFile }, by) => {
      await by.mutate(restoreItems, { itemIds: [binnedFile] });
      return [['FILE', binnedFile], { name: 'binned.txt' }];
    }),
  },
};
