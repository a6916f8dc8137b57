import { unauthenticated } from './errors.js';
import type { OrganizationRole } from './enums/organization.js';
import type { AccessScope, SystemRole } from './enums/people.js';
import type { ProjectRole } from './enums/project.js';
import { parameter, type Parameter } from './conditions.js';

/** What the database knows of the rights of somebody who is signed in. */
export interface RequesterFacts {
  userId: string;
  sessionId: string;
  /** Tells these facts from those of any other time: it has moved as soon as one of them has changed. */
  rightsStamp: number;
  /** Their mail address, if it is believed to be theirs. */
  address?: string | null;
  systemRole: SystemRole;
  /** What the token in use may be used for. */
  scopes: readonly AccessScope[];
  /** The scopes that the token was made for; null when it was made for all that its person may do. */
  narrowedTo: readonly AccessScope[] | null;
  /** From then on the token is good for nothing; null when there is no such time. */
  validUntil: Date | null;
  /** Role by the id of the organization. */
  organizations: Readonly<Record<string, OrganizationRole>>;
  /** Role by the id of the project they were added to. */
  projects: Readonly<Record<string, ProjectRole>>;
}

const nobody = {
  userId: null,
  sessionId: null,
  rightsStamp: null,
  address: null,
  systemRole: 'USER',
  scopes: [],
  narrowedTo: null,
  validUntil: null,
  organizations: {},
  projects: {},
} as const;

/** Who asks, with what rights. Lists of ids are made once, since every statement of a request binds them. */
export class Requester {
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly rightsStamp: number | null;
  /** Their mail address, if it is believed to be theirs. */
  readonly address: string | null;
  readonly systemRole: SystemRole;
  readonly scopes: readonly AccessScope[];
  readonly narrowedTo: readonly AccessScope[] | null;
  readonly validUntil: Date | null;
  /** Organizations in which they are owner or administrator. */
  readonly administered: readonly string[];
  /** Organizations in which they are more than a guest. */
  readonly fullMemberships: readonly string[];
  /** Organizations in which they are a guest. */
  readonly guestIn: readonly string[];
  /** Organizations in which they are anything. */
  readonly memberships: readonly string[];
  /** Projects to which they were added. */
  readonly addedTo: readonly string[];
  /** Projects of which they were made a maintainer. */
  readonly maintained: readonly string[];

  constructor(private readonly facts: RequesterFacts | typeof nobody = nobody) {
    const roles = Object.entries<OrganizationRole>(facts.organizations);
    const withRole = (...wanted: OrganizationRole[]) => roles.filter(([, role]) => wanted.includes(role)).map(([id]) => id);
    this.userId = facts.userId;
    this.sessionId = facts.sessionId;
    this.rightsStamp = facts.rightsStamp;
    this.address = facts.address ?? null;
    this.systemRole = facts.systemRole;
    this.scopes = facts.scopes;
    this.narrowedTo = facts.narrowedTo;
    this.validUntil = facts.validUntil;
    this.administered = withRole('OWNER', 'ADMIN');
    this.fullMemberships = withRole('OWNER', 'ADMIN', 'MEMBER');
    this.guestIn = withRole('GUEST');
    this.memberships = roles.map(([id]) => id);
    const projects = Object.entries<ProjectRole>(facts.projects);
    this.addedTo = projects.map(([id]) => id);
    this.maintained = projects.filter(([, role]) => role === 'MAINTAINER').map(([id]) => id);
  }

  /** The id of who is signed in. @throws RequestError UNAUTHENTICATED when nobody is. */
  get signedInUserId(): string {
    if (this.userId === null) throw unauthenticated();
    return this.userId;
  }

  /** The same person with these rights in place of theirs. */
  withRights(organizations: RequesterFacts['organizations'], projects: RequesterFacts['projects']): Requester {
    return this.facts.userId === null ? this : new Requester({ ...this.facts, organizations, projects });
  }

  /** Whether the token was made for less than this. (What people with a whole token may do, their roles say.) */
  lacksScope(scope: AccessScope | 'NONE' | undefined): boolean {
    return this.narrowedTo !== null && scope !== 'NONE' && (scope === undefined || !this.scopes.includes(scope));
  }

  organizationRole(organizationId: string): OrganizationRole | null {
    return (this.facts.organizations as Record<string, OrganizationRole>)[organizationId] ?? null;
  }

  /** The role they were given in a project itself; what they may do there may be more. */
  projectRole(projectId: string): ProjectRole | null {
    return (this.facts.projects as Record<string, ProjectRole>)[projectId] ?? null;
  }

  administers(organizationId: string): boolean {
    return this.administered.includes(organizationId);
  }

  isFullMemberOf(organizationId: string): boolean {
    return this.fullMemberships.includes(organizationId);
  }
}

/** The requester as parameters of a statement: one prepared statement serves everyone. */
export const viewer = {
  userId: parameter('viewer.userId'),
  rightsStamp: parameter('viewer.rightsStamp'),
  address: parameter('viewer.address'),
  administered: parameter('viewer.administered'),
  fullMemberships: parameter('viewer.fullMemberships'),
  guestIn: parameter('viewer.guestIn'),
  memberships: parameter('viewer.memberships'),
  addedTo: parameter('viewer.addedTo'),
  maintained: parameter('viewer.maintained'),
} satisfies Partial<Record<keyof Requester, Parameter>>;
export type Viewer = typeof viewer;

const keysByParameter = new Map(Object.entries(viewer).map(([key, { parameter: name }]) => [name, key as keyof Viewer]));

/** What a requester gives for one of these parameters. */
export const viewerValue = (requester: Requester, name: string): unknown => requester[keysByParameter.get(name)!];
