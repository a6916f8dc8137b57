import { TestApp } from '../../testkit/app.js';
import { refusedAt } from '../../testkit/client.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const changeMemberRole = `mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) {
  member { id role revision user { id } organization { id viewerRole viewerPermissions } } userErrors { code path } } }`;

describe('changing the role of a member', () => {
  it('counts from the next request on', async () => {
    const { admin, guest, organization, project } = await test.world().studio();
    const createProject = `mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } userErrors { code path } } }`;
    const input = { organizationId: organization.id, name: 'New' };
    expect(await guest.userErrors(createProject, input)).toEqual(refusedAt('FORBIDDEN', 'organizationId'));

    const { member } = await admin.mutate(changeMemberRole, { organizationId: organization.id, userId: guest.id, role: 'ADMIN' });
    expect(member).toMatchObject({ role: 'ADMIN', revision: 2, user: { id: guest.id } });
    expect(await guest.userErrors(createProject, input)).toEqual([]);
    expect(await guest.query('query ($id: ID!) { project(id: $id) { viewerRole } }', { id: project.id })).toEqual({
      project: { viewerRole: 'MAINTAINER' },
    });
  });

  it('is told in the activity of the organization', async () => {
    const { owner, member, organization } = await test.world().studio();
    await owner.mutate(changeMemberRole, { organizationId: organization.id, userId: member.id, role: 'GUEST' });
    const query =
      'query ($id: ID!) { organization(id: $id) { activity { nodes { type summary data subject { id ... on OrganizationMember { role } } } } } }';
    expect((await owner.query(query, { id: organization.id })).organization.activity.nodes).toMatchObject([
      {
        type: 'MEMBER_ROLE_CHANGED',
        summary: 'changed the role of a member from member to guest',
        data: { userId: member.id, from: 'MEMBER', to: 'GUEST' },
        subject: { role: 'GUEST' },
      },
    ]);
  });

  it('is not for members, guests and strangers', async () => {
    const { owner, member, guest, stranger, organization } = await test.world().studio();
    const input = { organizationId: organization.id, userId: owner.id, role: 'GUEST' };
    expect(await member.userErrors(changeMemberRole, input)).toEqual(refusedAt('FORBIDDEN', 'organizationId'));
    expect(await member.userErrors(changeMemberRole, { ...input, userId: member.id, role: 'OWNER' })).toEqual(
      refusedAt('FORBIDDEN', 'organizationId'),
    );
    expect(await guest.userErrors(changeMemberRole, input)).toEqual(refusedAt('FORBIDDEN', 'organizationId'));
    expect(await stranger.userErrors(changeMemberRole, input)).toEqual(refusedAt('NOT_FOUND', 'organizationId'));
  });

  it('never goes above the own role, nor touches who is above', async () => {
    const { owner, admin, member, organization } = await test.world().studio();
    const as = (userId: string, role: string) => ({ organizationId: organization.id, userId, role });
    expect(await admin.userErrors(changeMemberRole, as(member.id, 'OWNER'))).toEqual(refusedAt('FORBIDDEN', 'role'));
    expect(await admin.userErrors(changeMemberRole, as(admin.id, 'OWNER'))).toEqual(refusedAt('FORBIDDEN', 'role'));
    expect(await admin.userErrors(changeMemberRole, as(owner.id, 'ADMIN'))).toEqual(refusedAt('FORBIDDEN', 'userId'));
    expect(await admin.userErrors(changeMemberRole, as(member.id, 'ADMIN'))).toEqual([]);
    expect(await owner.userErrors(changeMemberRole, as(admin.id, 'OWNER'))).toEqual([]);
  });

  it('leaves an organization with an owner', async () => {
    const { owner, admin, organization } = await test.world().studio();
    const demotion = { organizationId: organization.id, userId: owner.id, role: 'ADMIN' };
    expect(await owner.userErrors(changeMemberRole, demotion)).toEqual(refusedAt('LAST_OWNER', 'userId'));
    await owner.mutate(changeMemberRole, { organizationId: organization.id, userId: admin.id, role: 'OWNER' });

    const { member } = await owner.mutate(changeMemberRole, demotion);
    expect(member.organization.viewerRole).toBe('ADMIN');
    expect(member.organization.viewerPermissions).not.toContain('DELETE');
  });

  it('leaves an organization with an owner when two owners demote each other at once', async () => {
    const { owner, admin, organization } = await test.world().studio();
    await owner.mutate(changeMemberRole, { organizationId: organization.id, userId: admin.id, role: 'OWNER' });
    const answers = await Promise.all([
      owner.userErrors(changeMemberRole, { organizationId: organization.id, userId: admin.id, role: 'MEMBER' }),
      admin.userErrors(changeMemberRole, { organizationId: organization.id, userId: owner.id, role: 'MEMBER' }),
    ]);
    expect(answers.filter((errors) => errors.length === 0)).toHaveLength(1);
  });

  it('refuses a stale revision, and answers what is there now', async () => {
    const { owner, member, organization } = await test.world().studio();
    const input = { organizationId: organization.id, userId: member.id, expectedRevision: 1 };
    await owner.mutate(changeMemberRole, { ...input, role: 'ADMIN' });
    const { changeMemberRole: payload } = await owner.query(changeMemberRole, { input: { ...input, role: 'GUEST' } });
    expect(payload).toMatchObject({
      member: { role: 'ADMIN', revision: 2 },
      userErrors: refusedAt('CONFLICT', 'expectedRevision'),
    });
  });

  it('does not find who is no member, nor an id of another kind', async () => {
    const { owner, stranger, organization } = await test.world().studio();
    for (const userId of [stranger.id, organization.id, 'usr_x', '']) {
      expect(await owner.userErrors(changeMemberRole, { organizationId: organization.id, userId, role: 'GUEST' })).toEqual(
        refusedAt('NOT_FOUND', 'userId'),
      );
    }
    expect(await owner.userErrors(changeMemberRole, { organizationId: owner.id, userId: owner.id, role: 'GUEST' })).toEqual(
      refusedAt('NOT_FOUND', 'organizationId'),
    );
  });
});
