import { OrganizationMemberEntity } from '../../../src/entities/relational/organization-member.entity.js';
import { ProjectMemberEntity } from '../../../src/entities/relational/project-member.entity.js';
import { TestApp } from '../../testkit/app.js';
import { refusedAt } from '../../testkit/client.js';
import {
  changeMemberRole,
  createProject,
  leaveOrganization,
  removeMember,
  setProjectMember,
  transferOwnership,
} from '../../testkit/operations.js';
import { Socket } from '../../testkit/socket.js';
import type { BuiltOrganization, Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const seen = (person: Person, { id }: BuiltOrganization) =>
  person.query('query ($id: ID!) { organization(id: $id) { viewerRole } }', { id });
const owners = ({ storedId }: BuiltOrganization) =>
  test.app.database.em.count(OrganizationMemberEntity, { organizationId: storedId, role: 'OWNER' });

describe('leaving an organization', () => {
  it('takes a person out of it and of all its projects', async () => {
    const { guest, member, organization, project } = await test.world().studio();
    for (const person of [member, guest]) {
      expect(await person.mutate(leaveOrganization, { organizationId: organization.id })).toMatchObject({
        leftOrganizationId: organization.id,
        viewer: { id: expect.stringMatching(/^viw_/) },
      });
      expect(await seen(person, organization)).toEqual({ organization: null });
    }
    expect(await test.app.database.em.count(ProjectMemberEntity, { projectId: project.storedId })).toBe(0);
  });

  it('is told to who listens to the organization, and in its activity', async () => {
    const { owner, member, organization } = await test.world().studio();
    const socket = Socket.of(owner);
    const heard = await socket.subscribe(
      'subscription ($id: ID!) { organizationActivity(organizationId: $id) { activity { type summary actor { id } } } }',
      { id: organization.id },
    );
    await member.mutate(leaveOrganization, { organizationId: organization.id });
    expect((await heard.atLeast(1))[0].activity).toEqual({
      type: 'MEMBER_REMOVED',
      summary: 'left the organization',
      actor: { id: member.id },
    });
    await socket.close();
  });

  it('is not for the last owner, nor for who is not in it', async () => {
    const { owner, admin, stranger, organization } = await test.world().studio();
    const input = { organizationId: organization.id };
    expect(await owner.userErrors(leaveOrganization, input)).toEqual(refusedAt('LAST_OWNER', 'organizationId'));
    expect(await stranger.userErrors(leaveOrganization, input)).toEqual(refusedAt('NOT_FOUND', 'organizationId'));
    await owner.mutate(changeMemberRole, { ...input, userId: admin.id, role: 'OWNER' });
    expect(await owner.userErrors(leaveOrganization, input)).toEqual([]);
    expect(await owner.userErrors(leaveOrganization, input)).toEqual(refusedAt('NOT_FOUND', 'organizationId'));
  });
});

describe('transferring an organization', () => {
  it('makes a member its owner, and its owner an administrator', async () => {
    const { owner, member, organization } = await test.world().studio();
    const { members, organization: after } = await owner.mutate(transferOwnership, {
      organizationId: organization.id,
      toUserId: member.id,
    });
    expect(after.viewerRole).toBe('ADMIN');
    expect(members).toEqual([
      { role: 'ADMIN', user: { id: owner.id } },
      { role: 'OWNER', user: { id: member.id } },
    ]);
    expect(await seen(member, organization)).toEqual({ organization: { viewerRole: 'OWNER' } });
  });

  it('leaves the former owner the role that they choose, but not that of the owner', async () => {
    const { owner, admin, organization } = await test.world().studio();
    const input = { organizationId: organization.id, toUserId: admin.id };
    expect(await owner.userErrors(transferOwnership, { ...input, keepRole: 'OWNER' })).toEqual(refusedAt('INVALID', 'keepRole'));
    await owner.mutate(transferOwnership, { ...input, keepRole: 'GUEST' });
    expect(await seen(owner, organization)).toEqual({ organization: { viewerRole: 'GUEST' } });
  });

  it('is for owners only, to another full member', async () => {
    const { owner, admin, member, guest, stranger, organization } = await test.world().studio();
    const to = ({ id: toUserId }: Person) => ({ organizationId: organization.id, toUserId });
    for (const person of [admin, member, guest])
      expect(await person.userErrors(transferOwnership, to(person))).toEqual(refusedAt('FORBIDDEN', 'organizationId'));
    expect(await stranger.userErrors(transferOwnership, to(stranger))).toEqual(refusedAt('NOT_FOUND', 'organizationId'));
    expect(await owner.userErrors(transferOwnership, to(stranger))).toEqual(refusedAt('NOT_FOUND', 'toUserId'));
    for (const person of [guest, owner])
      expect(await owner.userErrors(transferOwnership, to(person))).toEqual(refusedAt('INVALID', 'toUserId'));
  });
});

describe('at the same moment', () => {
  /** An organization with two owners and nobody else. */
  async function shared(people: [Person, Person]) {
    return test.world().organization(people.map((person) => [person, 'OWNER']));
  }

  const rounds = Array.from({ length: 8 });
  const ways: [string, (mine: Person, other: Person, organization: BuiltOrganization) => Promise<unknown>][] = [
    ['leave', (mine, _other, { id }) => mine.userErrors(leaveOrganization, { organizationId: id })],
    ['remove each other', (mine, other, { id }) => mine.userErrors(removeMember, { organizationId: id, userId: other.id })],
    [
      'demote each other',
      (mine, other, { id }) => mine.userErrors(changeMemberRole, { organizationId: id, userId: other.id, role: 'GUEST' }),
    ],
    [
      'demote themselves',
      (mine, _other, { id }) => mine.userErrors(changeMemberRole, { organizationId: id, userId: mine.id, role: 'ADMIN' }),
    ],
  ];

  it.each(ways)('two owners %s: one remains always', async (_name, act) => {
    const world = test.world();
    const people: [Person, Person] = [await world.person(), await world.person()];
    for (const _round of rounds) {
      const organization = await shared(people);
      const answers = await Promise.all([act(people[0], people[1], organization), act(people[1], people[0], organization)]);
      expect(await owners(organization)).toBe(1);
      expect(answers.filter((errors) => (errors as unknown[]).length === 0)).toHaveLength(1);
    }
  });

  it('two owners transfer it to each other: one remains always', async () => {
    const world = test.world();
    const [one, other] = [await world.person(), await world.person()];
    const organization = await shared([one, other]);
    const to = ({ id: toUserId }: Person) => ({ organizationId: organization.id, toUserId });
    await Promise.all([one.userErrors(transferOwnership, to(other)), other.userErrors(transferOwnership, to(one))]);
    expect(await owners(organization)).toBe(1);
  });

  it('leave, removal and demotion in any mixture leave an owner', async () => {
    const world = test.world();
    const people: [Person, Person] = [await world.person(), await world.person()];
    for (const [index] of rounds.entries()) {
      const organization = await shared(people);
      await Promise.all([
        ways[index % 4]![1](people[0], people[1], organization),
        ways[(index + 1) % 4]![1](people[1], people[0], organization),
      ]);
      expect(await owners(organization)).toBe(1);
    }
  });

  it('who is demoted while they wait cannot finish what they began', async () => {
    const { owner, admin, member, organization, project } = await test.world().studio();
    // Somebody holds the organization, until both the demotion and what the administrator does wait for it, in this order.
    const held = test.app.database.em;
    await held.begin();
    await held.execute('select from organizations where id = ? for update', [organization.storedId]);
    const inTurn = async (work: () => Promise<unknown>) => {
      const done = work();
      await new Promise((resolve) => setTimeout(resolve, 150));
      return { done };
    };
    const organizationId = organization.id;
    const demotion = await inTurn(() => owner.mutate(changeMemberRole, { organizationId, userId: admin.id, role: 'GUEST' }));
    const attempts = [
      await inTurn(() => admin.userErrors(changeMemberRole, { organizationId, userId: member.id, role: 'ADMIN' })),
      await inTurn(() => admin.userErrors(removeMember, { organizationId, userId: member.id })),
      await inTurn(() => admin.userErrors(createProject, { organizationId, name: 'Mine' })),
      await inTurn(() => admin.userErrors(setProjectMember, { projectId: project.id, userId: admin.id, role: 'MAINTAINER' })),
    ];
    await held.commit();
    await demotion.done;
    const answers = (await Promise.all(attempts.map(({ done }) => done))) as { code: string }[][];
    expect(answers.map((errors) => errors[0]?.code)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND']);
  });
});
