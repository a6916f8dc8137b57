import { JoseTokens } from '../../src/auth/jose-tokens.js';
import { loadSigningKeys } from '../../src/auth/signing-keys.js';
import { FolderEntity } from '../../src/entities/relational/folder.entity.js';
import { OrganizationMemberEntity } from '../../src/entities/relational/organization-member.entity.js';
import { OrganizationEntity } from '../../src/entities/relational/organization.entity.js';
import { ProjectMemberEntity } from '../../src/entities/relational/project-member.entity.js';
import { ProjectEntity } from '../../src/entities/relational/project.entity.js';
import { UserEntity } from '../../src/entities/relational/user.entity.js';
import type { OrganizationRole } from '../../src/shared/enums/organization.js';
import type { AccessScope } from '../../src/shared/enums/people.js';
import type { ProjectRole, ProjectVisibility } from '../../src/shared/enums/project.js';
import { encodeId, newId } from '../../src/shared/ids.js';
import type { TestApp } from './app.js';
import { Client } from './client.js';

let counter = 0;

/** Somebody with an account, who is signed in. `id` is theirs as clients see it. */
export class Person extends Client {
  constructor(
    url: string,
    token: string,
    readonly id: string,
    readonly storedId: string,
    readonly email: string,
    readonly username: string,
    readonly refreshToken: string,
  ) {
    super(url, token);
  }
}

export const PASSWORD = 'correct horse battery';

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) {
  accessToken refreshToken viewer { email user { id username } } userErrors { code message path } } }`;

const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken userErrors { code message path } } }`;

/** An organization, with its ids and the people in it. */
export interface BuiltOrganization {
  id: string;
  storedId: string;
  slug: string;
  name: string;
}

export interface BuiltProject extends BuiltOrganization {
  rootFolderId: string;
}

/** Makes people, organizations and projects: people sign up as everyone does, the rest is written past the API, which is faster. */
export class World {
  constructor(private readonly test: TestApp) {}

  /** Somebody who has just signed up and is in no organization. */
  async person(name = `Person ${++counter}`): Promise<Person> {
    const username = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${newId().slice(-8)}`;
    const email = `${username}@people.example`;
    const payload = await new Client(this.test.url).mutate(signUp, { email, name, username, password: PASSWORD });
    const id = payload.viewer.user.id as string;
    return new Person(this.test.url, payload.accessToken, id, id.slice(4), email, username, payload.refreshToken);
  }

  /** The same person, signed in anew: sessions end as the days pass. */
  async again({ id, storedId, email, username }: Person): Promise<Person> {
    const { accessToken, refreshToken } = await new Client(this.test.url).mutate(signIn, { email, password: PASSWORD });
    return new Person(this.test.url, accessToken, id, storedId, email, username, refreshToken);
  }

  /** The same person with a token that is good for those scopes only. */
  async narrowed(person: Person, ...scopes: AccessScope[]): Promise<Client> {
    const keys = await loadSigningKeys({ configured: null, dataDir: this.test.dataDir });
    const { sid: sessionId } = JSON.parse(Buffer.from(person.token!.split('.')[1]!, 'base64url').toString()) as { sid: string };
    const { token } = await new JoseTokens(keys, this.test.clock).issue({ userId: person.storedId, sessionId, scopes });
    return new Client(person.url, token);
  }

  /** Somebody who administers the installation. */
  async systemAdministrator(name = 'Root'): Promise<Person> {
    const person = await this.person(name);
    await this.test.app.database.em.nativeUpdate(UserEntity, person.storedId, { systemRole: 'ADMIN' });
    return person;
  }

  /** An organization in which those people have those roles. */
  async organization(members: [Person, OrganizationRole][], name = `Organization ${++counter}`): Promise<BuiltOrganization> {
    const { em } = this.test.app.database;
    const storedId = newId();
    const slug = `organization-${storedId.slice(-12)}`;
    em.create(OrganizationEntity, { id: storedId, name, slug, ...revised() }, { persist: true });
    for (const [{ storedId: userId }, role] of members) {
      em.create(
        OrganizationMemberEntity,
        { id: newId(), organizationId: storedId, userId, role, ...revised() },
        { persist: true },
      );
    }
    await em.flush();
    return { id: encodeId('Organization', storedId), storedId, slug, name };
  }

  /** A project with its root folder; `members` were added to it. */
  async project(
    { storedId: organizationId }: { storedId: string },
    options: { visibility?: ProjectVisibility; members?: [Person, ProjectRole][]; name?: string } = {},
  ): Promise<BuiltProject> {
    const { em } = this.test.app.database;
    const { visibility = 'ORGANIZATION', members = [], name = `Project ${++counter}` } = options;
    const storedId = newId();
    const slug = `project-${storedId.slice(-12)}`;
    const rootFolder = newId();
    em.create(
      ProjectEntity,
      { id: storedId, organizationId, name, slug, visibility, status: 'ACTIVE', ...revised() },
      { persist: true },
    );
    await em.flush();
    em.create(FolderEntity, { id: rootFolder, organizationId, projectId: storedId, name, ...revised() }, { persist: true });
    for (const [{ storedId: userId }, role] of members) {
      em.create(
        ProjectMemberEntity,
        { id: newId(), organizationId, projectId: storedId, userId, role, ...revised() },
        { persist: true },
      );
    }
    await em.flush();
    return { id: encodeId('Project', storedId), storedId, slug, name, rootFolderId: encodeId('Folder', rootFolder) };
  }

  /**
   * An organization with one person of each role, a stranger, and an open project to which the guest was added as a viewer, and
   * the member as what is told (they are an editor anyway).
   */
  async studio(added: { member?: ProjectRole } = {}) {
    const [owner, admin, member, guest, stranger] = await Promise.all([
      this.person('Owner'),
      this.person('Admin'),
      this.person('Member'),
      this.person('Guest'),
      this.person('Stranger'),
    ]);
    const organization = await this.organization([
      [owner, 'OWNER'],
      [admin, 'ADMIN'],
      [member, 'MEMBER'],
      [guest, 'GUEST'],
    ]);
    const project = await this.project(organization, {
      members: [[guest, 'VIEWER'], ...(added.member ? [[member, added.member] as [Person, ProjectRole]] : [])],
    });
    return { owner, admin, member, guest, stranger, organization, project };
  }
}

function revised() {
  const now = new Date();
  return { createdAt: now, updatedAt: now, revision: 1 };
}
