import type { ActivityEntity } from '../../../../src/entities/documents/activity.entity.js';
import type { FileEntity } from '../../../../src/entities/relational/file.entity.js';
import type { InvitationEntity } from '../../../../src/entities/relational/invitation.entity.js';
import type { OrganizationMemberEntity } from '../../../../src/entities/relational/organization-member.entity.js';
import type { OrganizationEntity } from '../../../../src/entities/relational/organization.entity.js';
import type { ProjectEntity } from '../../../../src/entities/relational/project.entity.js';
import type { UserEntity } from '../../../../src/entities/relational/user.entity.js';
import type { OrganizationRole } from '../../../../src/shared/enums/organization.js';
import { AccessScope } from '../../../../src/shared/enums/people.js';
import type { ProjectRole } from '../../../../src/shared/enums/project.js';
import type { Viewer } from '../viewer.js';
import type { Data } from './data.js';

/** What a viewer may see, by the sentences of docs/permissions.md and of the schema, looked up row by row. */
export class Rights {
  readonly user: UserEntity | null;
  private readonly roles: ReadonlyMap<string, OrganizationRole>;
  private readonly projectRoles: ReadonlyMap<string, ProjectRole>;

  constructor(
    private readonly data: Data,
    private readonly viewer: Viewer,
    private readonly signUp: 'instant' | 'closed',
  ) {
    const id = viewer.userId;
    this.user = id === null ? null : data.users.get(id)!;
    const memberships = id === null ? [] : data.membershipsOf(id);
    // "Deleted organizations are known to nobody but their owners, in the list of what they can restore."
    const current = memberships.filter(({ organizationId }) => data.organizations.get(organizationId)!.deletedAt === null);
    this.roles = new Map(current.map(({ organizationId, role }) => [organizationId, role]));
    // "Being added counts only for as long as one is in the organization."
    const added = (id === null ? [] : data.additionsOf(id)).filter(({ organizationId }) => this.roles.has(organizationId));
    this.projectRoles = new Map(added.map(({ projectId, role }) => [projectId, role]));
  }

  /** "A session has all scopes (`ADMIN` only that of a system administrator)." */
  get scopes(): AccessScope[] {
    const own = Object.values(AccessScope).filter((scope) => scope !== 'ADMIN' || this.user?.systemRole === 'ADMIN');
    return this.viewer.scopes === null ? own : own.filter((scope) => this.viewer.scopes!.includes(scope));
  }

  get administers(): boolean {
    return this.user?.systemRole === 'ADMIN' && this.scopes.includes('ADMIN');
  }

  organizationRole(organizationId: string): OrganizationRole | null {
    return this.roles.get(organizationId) ?? null;
  }

  /** "Who has a role by the organization and another in the project has the higher one." */
  projectRole({ id, organizationId, visibility }: ProjectEntity): ProjectRole | null {
    const role = this.organizationRole(organizationId);
    if (role === 'OWNER' || role === 'ADMIN') return 'MAINTAINER';
    const given = this.projectRoles.get(id) ?? null;
    const open = visibility === 'ORGANIZATION' && role === 'MEMBER';
    return open && given !== 'MAINTAINER' ? 'EDITOR' : given;
  }

  /** The role that somebody was given in a project itself. */
  givenProjectRole(projectId: string): ProjectRole | null {
    return this.projectRoles.get(projectId) ?? null;
  }

  readonly sees = {
    organization: ({ id }: OrganizationEntity) => this.roles.has(id),

    /** "While it is set it is in the trash", where nobody sees it but in the list of what lies there. */
    project: (project: ProjectEntity) => project.deletedAt === null && this.projectRole(project) !== null,

    /** "A project in the trash is seen by who has `DELETE` there." */
    deletedProject: (project: ProjectEntity) =>
      project.deletedAt !== null && project.purgedAt === null && this.projectRole(project) === 'MAINTAINER',

    deletedOrganization: ({ id, deletedAt, purgedAt }: OrganizationEntity) =>
      deletedAt !== null &&
      purgedAt === null &&
      this.data.membersOf(id).some(({ userId, role }) => userId === this.user?.id && role === 'OWNER'),

    inProject: ({ projectId }: { projectId: string }) => this.sees.project(this.data.projects.get(projectId)!),

    /** "See the project, its members, folders and files." */
    item: (item: { projectId: string; deletedAt: Date | null }) => item.deletedAt === null && this.sees.inProject(item),

    version: ({ fileId }: { fileId: string }) => this.sees.item(this.data.files.get(fileId) as FileEntity),

    /** "People see themselves and those with whom they share an organization (guests: a project)." */
    user: ({ id }: UserEntity) =>
      this.user !== null &&
      (id === this.user.id ||
        this.data.membershipsOf(id).some(({ organizationId }) => this.isFullMember(organizationId)) ||
        this.sharesProject(id)),

    /** "A guest sees the projects to which they were added, and of the people those who were added to them, too." */
    organizationMember: ({ organizationId, userId }: OrganizationMemberEntity) =>
      this.isFullMember(organizationId) ||
      (this.organizationRole(organizationId) === 'GUEST' &&
        (userId === this.user?.id || this.sharesProject(userId, organizationId))),

    /** "An entry is seen by who did it, by the account that it was done to, by who administers the organization, and by who sees the project." */
    activity: ({ actorId, subjectId, organizationId, projectId }: ActivityEntity) => {
      if (this.user === null) return false;
      const project = projectId === null ? undefined : this.data.projects.get(projectId);
      return (
        actorId === this.user.id ||
        subjectId === this.user.id ||
        (organizationId !== null && this.isAdministrator(organizationId)) ||
        (project !== undefined && this.sees.project(project))
      );
    },

    ownActivity: ({ actorId, subjectId }: ActivityEntity) =>
      this.user !== null && (actorId === this.user.id || subjectId === this.user.id),

    notification: ({ userId }: { userId: string }) => userId === this.user?.id,

    invitation: (invitation: InvitationEntity) =>
      this.isAdministrator(invitation.organizationId) || this.sees.ownInvitation(invitation),

    /** Those for an address that is believed to be the viewer's; not of organizations that are deleted. */
    ownInvitation: ({ email, organizationId }: InvitationEntity) =>
      this.user !== null &&
      (this.user.emailVerifiedAt !== null || this.signUp === 'instant') &&
      email === this.user.email &&
      this.data.organizations.get(organizationId)!.deletedAt === null,

    /** "An address is shown to its person, to owners and administrators of an organization that the person is in, and to system administrators." */
    email: ({ id }: UserEntity) =>
      id === this.user?.id ||
      this.administers ||
      this.data.membershipsOf(id).some(({ organizationId }) => this.isAdministrator(organizationId)),
  };

  isAdministrator(organizationId: string): boolean {
    const role = this.organizationRole(organizationId);
    return role === 'OWNER' || role === 'ADMIN';
  }

  private isFullMember(organizationId: string): boolean {
    const role = this.organizationRole(organizationId);
    return role !== null && role !== 'GUEST';
  }

  private sharesProject(userId: string, organizationId?: string): boolean {
    return this.data
      .additionsOf(userId)
      .some(
        (addition) =>
          this.projectRoles.has(addition.projectId) &&
          (organizationId === undefined || addition.organizationId === organizationId),
      );
  }
}
