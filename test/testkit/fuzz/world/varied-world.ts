import { pick, randomFrom, upTo, type Random } from '../../../../bench/generate/random.ts';
import { ActivityType, SubjectType } from '../../../../src/shared/enums/activity.js';
import { FileKind, FileState } from '../../../../src/shared/enums/file.js';
import { NotificationType } from '../../../../src/shared/enums/notification.js';
import { OrganizationRole } from '../../../../src/shared/enums/organization.js';
import { ProjectRole } from '../../../../src/shared/enums/project.js';
import { oddNames, someTimes, START } from './odd-values.js';
import { seededId } from './seeded-id.js';
import { noRows, type Tables } from './tables.js';

/** Known people of the world, by what they are in its first organization. */
export const cast = ['owner', 'admin', 'member', 'guest', 'maintainer', 'stranger', 'root'] as const;
export type Part = (typeof cast)[number];

const parts: Partial<Record<Part, OrganizationRole>> = {
  owner: 'OWNER',
  admin: 'ADMIN',
  member: 'MEMBER',
  guest: 'GUEST',
  maintainer: 'GUEST',
};

const PEOPLE = 18;
/** Of the last two, the first organization is in the trash and the other one is given up for good. */
const ORGANIZATIONS = 8;

/**
 * A world small enough to be read by loops, with all that lists and rights can stumble over: equal values in the columns that
 * lists are ordered by, nulls, trash, names of odd letters, people and things that are gone. The same seed makes the same rows.
 */
export function variedWorld(seed: number): Tables {
  return new VariedWorld(randomFrom(seed, 'varied world')).build();
}

class VariedWorld {
  private readonly tables: Tables = noRows();

  constructor(private readonly random: Random) {}

  build(): Tables {
    this.addPeople();
    for (let number = 0; number < ORGANIZATIONS; number++) this.addOrganization(number);
    this.addNotifications();
    this.addActivities();
    return this.tables;
  }

  private addPeople(): void {
    for (let number = 0; number < PEOPLE; number++) {
      const part = cast[number];
      const id = this.id();
      this.tables.users.push({
        ...this.revised(id),
        email: `${part ?? 'person'}-${number}@people.example`,
        emailVerifiedAt: part === 'owner' ? this.time() : this.maybe(this.time(), 0.5),
        username: `${part ?? pick(this.random, ['ann', 'bo_b', 'c.d'])}-${number}`,
        name: this.name(),
        bio: this.maybe(this.name()),
        systemRole: part === 'root' ? 'ADMIN' : 'USER',
        rightsStamp: 1,
        locale: pick(this.random, ['en', 'de-CH']),
        timeZone: pick(this.random, ['UTC', 'Europe/Zurich']),
      });
      if (this.chance(0.6)) this.tables.credentials.push({ userId: id, passwordHash: 'none', changedAt: this.time() });
    }
  }

  private addOrganization(number: number): void {
    const organizationId = this.id();
    this.tables.organizations.push({
      ...this.revised(organizationId),
      slug: `organization-${number}`,
      name: this.name(),
      description: this.maybe(this.name()),
      deletedAt: number >= ORGANIZATIONS - 2 ? this.time() : null,
      purgedAt: number === ORGANIZATIONS - 1 ? this.time() : null,
    });
    const members = this.addMembers(organizationId, number);
    const projects = number === 0 ? 26 : upTo(this.random, 9);
    for (let made = 0; made < projects; made++) this.addProject(organizationId, made, members);
    this.addInvitations(organizationId);
  }

  /** In the first organization everybody has their part; elsewhere they are what comes. @returns their user ids. */
  private addMembers(organizationId: string, number: number): string[] {
    const deleted = number >= ORGANIZATIONS - 2;
    const members = this.tables.users.flatMap(({ id }, index) => {
      const part = cast[index];
      if (part === 'stranger' || (part === 'root' && number === 0)) return [];
      if (number === 0) return part || this.chance(0.7) ? [{ id, role: (part && parts[part]) ?? this.organizationRole() }] : [];
      if (deleted && part === 'owner') return [{ id, role: 'OWNER' as const }];
      return this.chance(0.35) ? [{ id, role: this.organizationRole() }] : [];
    });
    for (const { id, role } of members) {
      this.tables.organizationMembers.push({ ...this.revised(), organizationId, userId: id, role });
    }
    return members.map(({ id }) => id);
  }

  private addProject(organizationId: string, number: number, members: readonly string[]): void {
    const id = this.id();
    const deletedAt = number === 0 ? null : this.maybe(this.time(), 0.2);
    this.tables.projects.push({
      ...this.revised(id),
      organizationId,
      slug: `project-${number}`,
      name: this.name(),
      description: this.maybe(this.name()),
      status: this.chance(0.3) ? 'ARCHIVED' : 'ACTIVE',
      visibility: this.chance(0.4) ? 'PRIVATE' : 'ORGANIZATION',
      createdById: this.maybe(this.someone()),
      deletedAt,
      purgedAt: deletedAt && this.maybe(this.time(), 0.3),
    });
    for (const userId of members.filter(() => this.chance(0.25))) {
      this.tables.projectMembers.push({
        ...this.revised(),
        organizationId,
        projectId: id,
        userId,
        role: pick(this.random, Object.values(ProjectRole)),
      });
    }
    this.addContent(organizationId, id, number === 0 ? 120 : upTo(this.random, 16));
  }

  /** Folders within folders, and files anywhere in them; some are in the trash, with all that lies in them. */
  private addContent(organizationId: string, projectId: string, files: number): void {
    const owned = { organizationId, projectId };
    type Placed = { id: string; names: Set<string>; deletedAt: Date | null; doomedBy: string | null };
    const folders: Placed[] = [];
    const addFolder = (parent: Placed | null): void => {
      const [id, name] = [this.id(), this.freeName(parent?.names)];
      const ownDeath = parent && folders.length > 2 && !parent.doomedBy && this.chance(0.2) ? this.time() : null;
      const doomedBy = parent?.doomedBy ?? (ownDeath ? id : null);
      const placed = { id, names: new Set<string>(), deletedAt: ownDeath ?? parent?.deletedAt ?? null, doomedBy };
      folders.push(placed);
      this.tables.folders.push({
        ...this.revised(id),
        ...owned,
        parentId: parent?.id ?? null,
        name,
        deletedAt: placed.deletedAt,
        deletedWithId: parent?.doomedBy ?? null,
      });
    };
    addFolder(null);
    for (let made = 0; made < files; made += 4) addFolder(pick(this.random, folders));
    for (let made = 0; made < files; made++) {
      const folder = pick(this.random, folders);
      const deletedAt = folder.deletedAt ?? this.maybe(this.time(), 0.15);
      this.addFile({
        ...owned,
        folderId: folder.id,
        name: this.freeName(folder.names),
        deletedAt,
        deletedWithId: folder.doomedBy,
      });
    }
  }

  private addFile(
    place: Pick<Tables['files'][0], 'organizationId' | 'projectId' | 'folderId' | 'name' | 'deletedAt' | 'deletedWithId'>,
  ) {
    const id = this.id();
    const versions = Array.from({ length: this.chance(0.02) ? 25 : upTo(this.random, 5) }, (_, index) => ({
      id: this.id(),
      createdAt: this.time(),
      organizationId: place.organizationId,
      fileId: id,
      number: 1 + 3 * index,
      ...this.content(),
      uploadedById: this.maybe(this.someone()),
    }));
    this.tables.fileVersions.push(...versions.map((version) => ({ ...version, storageKey: this.maybe(version.id) })));
    this.tables.files.push({
      ...this.revised(id),
      ...place,
      ...this.content(),
      kind: pick(this.random, Object.values(FileKind)),
      uploadedById: this.maybe(this.someone()),
      currentVersionId: versions.at(-1)?.id ?? null,
    });
  }

  private addInvitations(organizationId: string): void {
    const emails = ['new@people.example', ...this.tables.users.map(({ email }) => email)].filter(
      (email) => email.startsWith('owner-') || this.chance(0.4),
    );
    for (const email of emails) {
      const sentAt = this.time();
      this.tables.invitations.push({
        ...this.revised(),
        organizationId,
        email,
        role: this.organizationRole(),
        invitedById: this.maybe(this.someone()),
        generation: 1 + upTo(this.random, 2),
        mailedGeneration: 1,
        sentAt,
        expiresAt: new Date(START.getTime() + (upTo(this.random, 5) - 1) * 86_400_000),
      });
    }
  }

  private addNotifications(): void {
    for (let made = 0; made < 400; made++) {
      this.tables.notifications.push({
        id: this.id(),
        createdAt: this.time(),
        userId: this.someone(),
        type: pick(this.random, Object.values(NotificationType)),
        title: this.name(),
        body: this.maybe(this.name()),
        url: this.maybe('https://atrium.example/files/1?a=%20b'),
        actorId: this.maybe(this.someoneOrGone()),
        ...this.about(),
        readAt: this.maybe(this.time()),
      });
    }
  }

  private addActivities(): void {
    for (let made = 0; made < 500; made++) {
      this.tables.activities.push({
        id: this.id(),
        createdAt: this.time(),
        type: pick(this.random, Object.values(ActivityType)),
        actorId: this.maybe(this.someoneOrGone()),
        ...this.about(),
        data: pick(this.random, [
          {},
          { name: this.name() },
          { userId: this.someone(), from: 'GUEST', to: 'OWNER' },
          { email: 'new@people.example', role: 'MEMBER', invitedById: this.someone() },
          { fields: ['name', 'parentId'], nested: { list: [1, null, this.name()] } },
        ]),
        eventId: this.maybe(this.id()),
      });
    }
  }

  /** What something is about: where it happened, and to what, which may be gone. */
  private about() {
    const project = this.chance(0.6) ? pick(this.random, this.tables.projects) : null;
    const organizationId = project?.organizationId ?? this.maybe(pick(this.random, this.tables.organizations).id);
    const subjectType = this.maybe(pick(this.random, Object.values(SubjectType)), 0.8);
    const subjectId = subjectType && (this.chance(0.1) ? this.id() : this.subject(subjectType));
    return { organizationId, projectId: project?.id ?? null, subjectType, subjectId };
  }

  private subject(type: SubjectType): string {
    const { users, organizations, invitations, organizationMembers, projects, projectMembers, folders, files, fileVersions } =
      this.tables;
    const rows: Record<SubjectType, readonly { id: string }[]> = {
      USER: users,
      ORGANIZATION: organizations,
      INVITATION: invitations,
      ORGANIZATION_MEMBER: organizationMembers,
      PROJECT: projects,
      PROJECT_MEMBER: projectMembers,
      FOLDER: folders,
      FILE: files,
      FILE_VERSION: fileVersions,
    };
    return pick(this.random, rows[type]).id;
  }

  private content() {
    return {
      state: pick(this.random, Object.values(FileState)),
      mimeType: pick(this.random, ['text/plain', 'application/octet-stream']),
      size: pick(this.random, [0, 1, 1, 1, 7, 2 ** 31, Number.MAX_SAFE_INTEGER]),
      sha256: this.maybe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'),
    };
  }

  private revised(id = this.id()) {
    return { id, createdAt: this.time(), updatedAt: this.time(), revision: 1 + upTo(this.random, 3) };
  }

  private freeName(taken = new Set<string>()): string {
    let name = this.name();
    while (taken.has(name)) name += upTo(this.random, 10);
    taken.add(name);
    return name;
  }

  private organizationRole = (): OrganizationRole => pick(this.random, Object.values(OrganizationRole));
  private someone = (): string => pick(this.random, this.tables.users).id;
  private someoneOrGone = (): string => (this.chance(0.1) ? this.id() : this.someone());
  private id = (): string => seededId(this.random);
  private name = (): string => pick(this.random, oddNames);
  private time = (): Date => pick(this.random, someTimes);
  private chance = (probability: number): boolean => this.random() < probability;
  private maybe = <T>(value: T, probability = 0.7): T | null => (this.chance(probability) ? value : null);
}
