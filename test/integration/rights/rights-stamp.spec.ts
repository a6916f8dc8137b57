import pg from 'pg';
import { authenticate } from '../../../src/services/authentication/authenticate.js';
import { newId } from '../../../src/shared/ids.js';
import { TestApp } from '../../testkit/app.js';
import { acceptInvitation, inviteMember, tokenFor } from '../../testkit/invitations.js';
import {
  changeMemberRole,
  createProject,
  deleteOrganization,
  deleteProject,
  leaveOrganization,
  leaveProject,
  purgeProject,
  removeMember,
  removeProjectMember,
  restoreOrganization,
  restoreProject,
  setProjectMember,
  transferOwnership,
  updateProject,
} from '../../testkit/operations.js';
import { sessionOf } from '../../testkit/session-of.js';
import { eventually } from '../../testkit/socket.js';
import { PASSWORD, type Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

type Studio = Awaited<ReturnType<ReturnType<TestApp['world']>['studio']>>;
type Role = 'owner' | 'admin' | 'member' | 'guest' | 'stranger';
const roles: readonly Role[] = ['owner', 'admin', 'member', 'guest', 'stranger'];
const everybodyInIt: readonly Role[] = ['owner', 'admin', 'member', 'guest'];

const factsOf = (person: Person) => authenticate(test.app.database, sessionOf(person), person.storedId);
const allFacts = (studio: Studio) => Promise.all(roles.map((role) => factsOf(studio[role])));
const sql = (text: string, ...values: unknown[]) => test.app.database.rows({ text, values });

/** Changes, and whose stamps they move. The first part, if there are two, prepares. */
const changes: [what: string, moved: readonly Role[], ...work: ((studio: Studio) => Promise<unknown>)[]][] = [
  [
    'a promotion',
    ['member'],
    ({ owner, organization, member }) =>
      owner.mutate(changeMemberRole, { organizationId: organization.id, userId: member.id, role: 'ADMIN' }),
  ],
  [
    'a demotion',
    ['admin'],
    ({ owner, organization, admin }) =>
      owner.mutate(changeMemberRole, { organizationId: organization.id, userId: admin.id, role: 'GUEST' }),
  ],
  [
    'a role that stays',
    [],
    ({ owner, organization, admin }) =>
      owner.mutate(changeMemberRole, { organizationId: organization.id, userId: admin.id, role: 'ADMIN' }),
  ],
  [
    'a removal',
    ['guest'],
    ({ owner, organization, guest }) => owner.mutate(removeMember, { organizationId: organization.id, userId: guest.id }),
  ],
  ['leaving', ['member'], ({ member, organization }) => member.mutate(leaveOrganization, { organizationId: organization.id })],
  [
    'a transfer of ownership',
    ['owner', 'admin'],
    ({ owner, organization, admin }) =>
      owner.mutate(transferOwnership, { organizationId: organization.id, toUserId: admin.id, keepRole: 'MEMBER' }),
  ],
  [
    'joining by an invitation, which verifies the address',
    ['stranger'],
    ({ owner, organization, stranger }) =>
      owner.mutate(inviteMember, { organizationId: organization.id, email: stranger.email, role: 'MEMBER' }),
    async ({ stranger }) => stranger.mutate(acceptInvitation, { token: await tokenFor(test, stranger.email) }),
  ],
  [
    'a role in a project',
    ['member'],
    ({ owner, project, member }) =>
      owner.mutate(setProjectMember, { projectId: project.id, userId: member.id, role: 'MAINTAINER' }),
  ],
  [
    'another role in a project',
    ['guest'],
    ({ owner, project, guest }) => owner.mutate(setProjectMember, { projectId: project.id, userId: guest.id, role: 'EDITOR' }),
  ],
  [
    'a removal from a project',
    ['guest'],
    ({ owner, project, guest }) => owner.mutate(removeProjectMember, { projectId: project.id, userId: guest.id }),
  ],
  ['leaving a project', ['guest'], ({ guest, project }) => guest.mutate(leaveProject, { projectId: project.id })],
  [
    'a new project',
    ['member'],
    ({ member, organization }) => member.mutate(createProject, { organizationId: organization.id, name: 'New' }),
  ],
  [
    'a project that goes into the trash and comes back',
    [],
    async ({ owner, project }) => {
      await owner.mutate(deleteProject, { projectId: project.id });
      await owner.mutate(restoreProject, { projectId: project.id });
    },
  ],
  [
    'a project that is purged',
    ['guest'],
    ({ owner, project }) => owner.mutate(deleteProject, { projectId: project.id }),
    ({ owner, project }) => owner.mutate(purgeProject, { projectId: project.id, confirmSlug: project.slug }),
  ],
  [
    'a project that is hidden, which its own row says',
    [],
    ({ owner, project }) => owner.mutate(updateProject, { projectId: project.id, visibility: 'PRIVATE' }),
  ],
  [
    'an organization that is deleted',
    everybodyInIt,
    ({ owner, organization: { id, slug } }) => owner.mutate(deleteOrganization, { organizationId: id, confirmSlug: slug }),
  ],
  [
    'an organization that is restored',
    everybodyInIt,
    ({ owner, organization: { id, slug } }) => owner.mutate(deleteOrganization, { organizationId: id, confirmSlug: slug }),
    ({ owner, organization }) => owner.mutate(restoreOrganization, { organizationId: organization.id }),
  ],
  [
    'an organization that is gone',
    everybodyInIt,
    ({ organization }) => sql('delete from organizations where id = $1', organization.storedId),
  ],
  [
    'an organization with another name',
    [],
    ({ organization }) => sql(`update organizations set name = name || '!' where id = $1`, organization.storedId),
  ],
  [
    'members who are changed all at once',
    ['admin', 'member', 'guest'],
    ({ organization }) =>
      sql(
        `update organization_members set role = 'OWNER', revision = revision + 1 where organization_id = $1`,
        organization.storedId,
      ),
  ],
  [
    'a membership that becomes somebody else’s',
    ['guest', 'stranger'],
    ({ organization, guest, stranger }) =>
      sql(
        'update organization_members set user_id = $3 where organization_id = $1 and user_id = $2',
        organization.storedId,
        guest.storedId,
        stranger.storedId,
      ),
  ],
  [
    'another address',
    ['stranger'],
    ({ stranger }) => sql(`update users set email = $2 where id = $1`, stranger.storedId, `new-${stranger.email}`),
  ],
  [
    'a verified address',
    ['member'],
    ({ member }) => sql('update users set email_verified_at = now() where id = $1', member.storedId),
  ],
  [
    'an address that is verified no more',
    ['member'],
    ({ member }) => sql('update users set email_verified_at = now() where id = $1', member.storedId),
    ({ member }) => sql('update users set email_verified_at = null where id = $1', member.storedId),
  ],
  [
    'an administrator of the system',
    ['owner'],
    ({ owner }) => sql(`update users set system_role = 'ADMIN' where id = $1`, owner.storedId),
  ],
  [
    'what was so before',
    [],
    ({ owner }) => sql(`update users set system_role = system_role, email = email where id = $1`, owner.storedId),
  ],
  [
    'another name of a person',
    [],
    ({ owner }) =>
      owner.mutate(
        'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { code path message } } }',
        { name: 'Else' },
      ),
  ],
  ['a person without a password', [], ({ owner }) => sql('delete from credentials where user_id = $1', owner.storedId)],
  [
    'signing in once more',
    [],
    ({ owner }) =>
      owner.mutate('mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code path message } } }', {
        email: owner.email,
        password: PASSWORD,
      }),
  ],
];

describe('the stamp of rights moves with', () => {
  it.each(changes)('%s: %j', async (_what, moved, ...work) => {
    const studio = await test.world().studio();
    const change = work.pop()!;
    for (const prepare of work) await prepare(studio);
    const before = await allFacts(studio);
    await change(studio);
    const after = await allFacts(studio);

    expect(roles.filter((_, i) => before[i]!.rightsStamp !== after[i]!.rightsStamp)).toEqual(moved);
    for (const [i, role] of roles.entries()) {
      // Whatever this table forgets: nothing that is read with the stamp changes without it.
      if (!moved.includes(role)) expect(after[i]).toEqual(before[i]);
      else expect(after[i]!.rightsStamp).toBeGreaterThan(before[i]!.rightsStamp);
    }
  });
});

describe('the stamp of rights', () => {
  it('of whoever is gone keeps nobody from being deleted', async () => {
    const { guest, owner, organization } = await test.world().studio();
    await sql('delete from users where id = $1', guest.storedId);
    expect(await factsOf(guest)).toBeNull();
    const { organization: seen } = await owner.query('query ($id: ID!) { organization(id: $id) { members { totalCount } } }', {
      id: organization.id,
    });
    expect(seen.members.totalCount).toBe(3);
  });

  it('is that of who is being added while their organization is deleted', async () => {
    const { organization, stranger } = await test.world().studio();
    const [adding, deleting] = await Promise.all([connected(), connected()]);
    await adding.query('begin');
    await adding.query(
      `insert into organization_members (id, created_at, updated_at, organization_id, user_id, role) values ($1, now(), now(), $2, $3, 'ADMIN')`,
      [newId(), organization.storedId, stranger.storedId],
    );
    const { rows } = await adding.query<{ stamp: string }>('select rights_stamp as stamp from users where id = $1', [
      stranger.storedId,
    ]);
    const deleted = deleting.query('update organizations set deleted_at = now() where id = $1', [organization.storedId]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await adding.query('commit');
    await deleted;
    const now = (await factsOf(stranger))!;
    expect(now.organizations).toEqual({});
    expect(now.rightsStamp).toBeGreaterThan(Number(rows[0]!.stamp));
    await Promise.all([adding.end(), deleting.end()]);
  });

  it('is taken in the order of ids, so that no two changes wait for each other', async () => {
    const people = await Promise.all(Array.from({ length: 9 }, () => test.world().person()));
    const ids = people.map(({ storedId }) => storedId).sort();
    const organization = await test.world().organization(people.map((one) => [one, 'MEMBER']));
    // The opposite of how they lie in the table.
    for (const id of ids.toReversed()) await sql('update users set bio = $2 where id = $1', id, id);

    const [holder, changer] = await Promise.all([connected(), connected()]);
    await holder.query('begin');
    await holder.query('update users set bio = null where id = $1', [ids[4]]);
    const changed = changer.query(`update organization_members set role = 'ADMIN' where organization_id = $1`, [
      organization.storedId,
    ]);
    const free = await eventually(async () => {
      const rows = await sql('select id from users where id = any ($1) order by id for no key update skip locked', ids);
      return rows.length < 8 ? rows : undefined;
    });
    expect(free).toEqual(ids.slice(5).map((id) => ({ id })));
    await holder.query('rollback');
    await changed;
    await Promise.all([holder.end(), changer.end()]);
  });

  it('lets two people give each other their organizations at the same time', async () => {
    const world = test.world();
    const [ada, bob] = await Promise.all([world.person('Ada'), world.person('Bob')]);
    for (let round = 0; round < 10; round++) {
      const [hers, his] = await Promise.all([
        world.organization([
          [ada, 'OWNER'],
          [bob, 'MEMBER'],
        ]),
        world.organization([
          [bob, 'OWNER'],
          [ada, 'MEMBER'],
        ]),
      ]);
      await Promise.all([
        ada.mutate(transferOwnership, { organizationId: hers.id, toUserId: bob.id }),
        bob.mutate(transferOwnership, { organizationId: his.id, toUserId: ada.id }),
      ]);
    }
    expect(Object.values((await factsOf(ada))!.organizations).sort()).toEqual([
      ...Array(10).fill('ADMIN'),
      ...Array(10).fill('OWNER'),
    ]);
  });
});

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: test.databaseUrl });
  await client.connect();
  return client;
}
