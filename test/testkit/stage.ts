import { Readable } from 'node:stream';
import { InvitationTokens } from '../../src/auth/invitation-tokens.js';
import { ActivityEntity } from '../../src/entities/documents/activity.entity.js';
import { NotificationEntity } from '../../src/entities/documents/notification.entity.js';
import { FileVersionEntity } from '../../src/entities/relational/file-version.entity.js';
import { FileEntity } from '../../src/entities/relational/file.entity.js';
import { FolderEntity } from '../../src/entities/relational/folder.entity.js';
import { InvitationEntity } from '../../src/entities/relational/invitation.entity.js';
import { OrganizationMemberEntity } from '../../src/entities/relational/organization-member.entity.js';
import { OrganizationEntity } from '../../src/entities/relational/organization.entity.js';
import { ProjectMemberEntity } from '../../src/entities/relational/project-member.entity.js';
import { ProjectEntity } from '../../src/entities/relational/project.entity.js';
import type { OrganizationRole } from '../../src/shared/enums/organization.js';
import type { ProjectRole } from '../../src/shared/enums/project.js';
import { ensureLinkSecret } from '../../src/storage/link-secret.js';
import { LocalFileStorage } from '../../src/storage/local-file-storage.js';
import { encodeId, newId, type NodeType } from '../../src/shared/ids.js';
import type { TestApp } from './app.js';
import type { Person } from './world.js';

/** What people can be to a scene. Those with a role in the project are guests of the organization. */
export const roles = ['owner', 'admin', 'member', 'guest', 'maintainer', 'editor', 'viewer', 'stranger'] as const;
export type Role = (typeof roles)[number];

const organizationRoles: Partial<Record<Role, OrganizationRole>> = {
  owner: 'OWNER',
  admin: 'ADMIN',
  member: 'MEMBER',
  guest: 'GUEST',
  maintainer: 'GUEST',
  editor: 'GUEST',
  viewer: 'GUEST',
};
const projectRoles: Partial<Record<Role, ProjectRole>> = { maintainer: 'MAINTAINER', editor: 'EDITOR', viewer: 'VIEWER' };

/** The same people, and fresh scenes in which each has their role. Scenes are written past the API, which is fast. */
export class Stage {
  private constructor(
    readonly test: TestApp,
    readonly people: Readonly<Record<Role, Person>>,
  ) {}

  static async of(test: TestApp): Promise<Stage> {
    const people = await Promise.all(roles.map(async (role) => [role, await test.world().person(role)] as const));
    return new Stage(test, Object.fromEntries(people) as Record<Role, Person>);
  }

  /**
   * An organization with
   * - `project`, open to its members, with a folder, a file, and a file and a folder in the trash;
   * - `secret`, a private project to which only the guest was added;
   * - `binned`, a project in the trash;
   * an invitation for the stranger, one notification each, a line of activity of the organization and one of the project.
   */
  async scene() {
    const em = this.test.app.database.em.fork();
    const add = <T extends object>(entity: new () => T, facts: object): void => {
      em.create(entity as never, { id: newId(), ...revised(), ...facts } as never, { persist: true });
    };
    const organizationId = newId();
    const slug = `scene-${organizationId.slice(-12)}`;
    add(OrganizationEntity, { id: organizationId, slug, name: `Scene ${slug}` });
    const memberships = {} as Record<Role, string>;
    for (const [role, what] of Object.entries(organizationRoles) as [Role, OrganizationRole][]) {
      memberships[role] = newId();
      add(OrganizationMemberEntity, { id: memberships[role], organizationId, userId: this.people[role].storedId, role: what });
    }
    await em.flush();

    const project = async (name: string, facts: object = {}) => {
      const [id, rootFolderId] = [newId(), newId()];
      const projectSlug = `${name}-${id.slice(-12)}`;
      add(ProjectEntity, { id, organizationId, name, slug: projectSlug, createdById: this.people.owner.storedId, ...facts });
      await em.flush();
      add(FolderEntity, { id: rootFolderId, organizationId, projectId: id, name });
      return { id: encodeId('Project', id), storedId: id, slug: projectSlug, rootFolderId: encodeId('Folder', rootFolderId) };
    };
    const open = await project('open');
    const secret = await project('secret', { visibility: 'PRIVATE' });
    const binned = await project('binned', { deletedAt: new Date() });
    const addedTo = (projectId: string, role: Role, what: ProjectRole, id = newId()) => {
      add(ProjectMemberEntity, { id, organizationId, projectId, userId: this.people[role].storedId, role: what });
      return id;
    };
    const projectMemberships = {} as Record<Role, string>;
    for (const [role, what] of Object.entries(projectRoles) as [Role, ProjectRole][]) {
      projectMemberships[role] = addedTo(open.storedId, role, what);
      addedTo(binned.storedId, role, what);
    }
    addedTo(secret.storedId, 'guest', 'VIEWER');

    const inProject = { organizationId, projectId: open.storedId };
    const root = open.rootFolderId.slice(4);
    const ids = {
      folder: newId(),
      file: newId(),
      version: newId(),
      binnedFolder: newId(),
      binnedFile: newId(),
      secretFile: newId(),
    };
    const file = {
      ...inProject,
      folderId: root,
      state: 'READY',
      mimeType: 'text/plain',
      size: 1,
      uploadedById: this.people.owner.storedId,
    };
    await em.flush();
    const deletedAt = new Date();
    add(FolderEntity, { id: ids.folder, ...inProject, parentId: root, name: 'folder' });
    add(FolderEntity, { id: ids.binnedFolder, ...inProject, parentId: root, name: 'binned folder', deletedAt });
    add(FileEntity, { ...file, id: ids.file, name: 'file.txt', currentVersionId: ids.version });
    add(FileEntity, { ...file, id: ids.binnedFile, name: 'binned.txt', deletedAt });
    add(FileEntity, {
      ...file,
      id: ids.secretFile,
      projectId: secret.storedId,
      folderId: secret.rootFolderId.slice(4),
      name: 'secret.txt',
    });
    await em.flush();
    em.create(
      FileVersionEntity,
      {
        ...{ id: ids.version, createdAt: new Date(), organizationId, fileId: ids.file, number: 1, state: 'READY' },
        ...{ mimeType: 'text/plain', size: 1, uploadedById: this.people.owner.storedId, storageKey: ids.version },
      },
      { persist: true },
    );
    await (await LocalFileStorage.open(this.test.dataDir)).write(ids.version, Readable.from([Buffer.from('x')]), 1);
    const notifications = {} as Record<Role, string>;
    for (const role of roles) {
      const id = (notifications[role] = newId());
      const told = { userId: this.people[role].storedId, type: 'FILE_UPLOADED', title: 'A file', organizationId };
      em.create(NotificationEntity, { id, createdAt: new Date(), ...told } as never, { persist: true });
    }
    const invitation = newId();
    const sentAt = new Date(Date.now() - 3_600_000);
    add(InvitationEntity, {
      ...{ id: invitation, organizationId, email: this.people.stranger.email, role: 'MEMBER' },
      ...{ invitedById: this.people.owner.storedId, generation: 1, mailedGeneration: 1 },
      ...{ sentAt, expiresAt: new Date(sentAt.getTime() + 86_400_000) },
    });
    const tokens = new InvitationTokens([await ensureLinkSecret(this.test.dataDir)]);
    const activities = { organization: newId(), project: newId() };
    const done = { createdAt: new Date(), actorId: this.people.owner.storedId, organizationId, data: { name: 'x' } };
    em.create(ActivityEntity, { id: activities.organization, type: 'ORGANIZATION_UPDATED', ...done } as never, { persist: true });
    em.create(ActivityEntity, { id: activities.project, type: 'PROJECT_UPDATED', ...done, projectId: open.storedId } as never, {
      persist: true,
    });
    await em.flush();

    const id = (type: NodeType, stored: string) => encodeId(type, stored);
    const all = <T extends NodeType>(type: T, byRole: Record<Role, string>) =>
      Object.fromEntries(Object.entries(byRole).map(([role, stored]) => [role, encodeId(type, stored)])) as Record<Role, string>;
    return {
      people: this.people,
      organization: { id: id('Organization', organizationId), storedId: organizationId, slug, name: `Scene ${slug}` },
      project: open,
      secret,
      binned,
      folder: id('Folder', ids.folder),
      file: id('File', ids.file),
      version: id('FileVersion', ids.version),
      binnedFolder: id('Folder', ids.binnedFolder),
      binnedFile: id('File', ids.binnedFile),
      secretFile: id('File', ids.secretFile),
      invitationToken: tokens.make({ id: invitation, generation: 1 }),
      invitation: id('Invitation', invitation),
      memberships: all('OrganizationMember', memberships),
      projectMemberships: all('ProjectMember', projectMemberships),
      notifications: all('Notification', notifications),
      activities: { organization: id('Activity', activities.organization), project: id('Activity', activities.project) },
    };
  }
}

export type Scene = Awaited<ReturnType<Stage['scene']>>;

function revised() {
  const now = new Date();
  return { createdAt: now, updatedAt: now, revision: 1 };
}
