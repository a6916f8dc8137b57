import type { Tables } from '../world/tables.js';

/** The rows of a world, and those of one parent, found by looking at all of them once. */
export class Data {
  readonly organizations;
  readonly users;
  readonly projects;
  readonly folders;
  readonly files;
  readonly fileVersions;
  readonly organizationMembers;
  readonly projectMembers;
  readonly invitations;
  readonly notifications;
  readonly activities;
  readonly credentials;

  constructor(readonly tables: Tables) {
    this.organizations = byId(tables.organizations);
    this.users = byId(tables.users);
    this.projects = byId(tables.projects);
    this.folders = byId(tables.folders);
    this.files = byId(tables.files);
    this.fileVersions = byId(tables.fileVersions);
    this.organizationMembers = byId(tables.organizationMembers);
    this.projectMembers = byId(tables.projectMembers);
    this.invitations = byId(tables.invitations);
    this.notifications = byId(tables.notifications);
    this.activities = byId(tables.activities);
    this.credentials = new Set(tables.credentials.map(({ userId }) => userId));
  }

  readonly membersOf = grouped(() => this.tables.organizationMembers, 'organizationId');
  readonly membershipsOf = grouped(() => this.tables.organizationMembers, 'userId');
  readonly projectsOf = grouped(() => this.tables.projects, 'organizationId');
  readonly addedTo = grouped(() => this.tables.projectMembers, 'projectId');
  readonly additionsOf = grouped(() => this.tables.projectMembers, 'userId');
  readonly filesOf = grouped(() => this.tables.files, 'projectId');
  readonly filesOfOrganization = grouped(() => this.tables.files, 'organizationId');
  readonly filesIn = grouped(() => this.tables.files, 'folderId');
  readonly foldersOf = grouped(() => this.tables.folders, 'projectId');
  readonly foldersIn = grouped(() => this.tables.folders, 'parentId');
  readonly versionsOf = grouped(() => this.tables.fileVersions, 'fileId');
  readonly invitationsOf = grouped(() => this.tables.invitations, 'organizationId');
}

const byId = <T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> => new Map(rows.map((row) => [row.id, row]));

/** The rows whose property has a value. */
function grouped<T, K extends keyof T>(rows: () => readonly T[], property: K): (value: T[K]) => readonly T[] {
  let groups: Map<T[K], T[]> | undefined;
  return (value) => (groups ??= Map.groupBy(rows(), (row) => row[property])).get(value) ?? [];
}
