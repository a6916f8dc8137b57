import { TestApp } from '../../testkit/app.js';
import { refusedAt } from '../../testkit/client.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const removeMember = `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) {
  removedMemberId organization { id viewerRole members { totalCount } } userErrors { code path } } }`;

const everything = `query ($organization: ID!, $project: ID!, $folder: ID!) { organizations { totalCount } projects { totalCount } users { totalCount }
  organization(id: $organization) { id } project(id: $project) { id } node(id: $folder) { id } }`;

describe('removing a member', () => {
  it('takes them out of the organization and of all its projects: they see nothing any more', async () => {
    const { admin, member, organization } = await test.world().studio();
    const secret = await test.world().project(organization, { visibility: 'PRIVATE', members: [[member, 'MAINTAINER']] });
    const variables = { organization: organization.id, project: secret.id, folder: secret.rootFolderId };
    expect(await member.query(everything, variables)).toMatchObject({
      organizations: { totalCount: 1 },
      project: { id: secret.id },
      node: { id: secret.rootFolderId },
    });

    const payload = await admin.mutate(removeMember, { organizationId: organization.id, userId: member.id });
    expect(payload).toMatchObject({
      removedMemberId: expect.stringMatching(/^omb_/),
      organization: { id: organization.id, members: { totalCount: 3 } },
    });
    expect(await member.query(everything, variables)).toEqual({
      organizations: { totalCount: 0 },
      projects: { totalCount: 0 },
      users: { totalCount: 1 },
      organization: null,
      project: null,
      node: null,
    });
    const people = 'query ($id: ID!) { project(id: $id) { members { totalCount } } }';
    expect(await admin.query(people, { id: secret.id })).toEqual({ project: { members: { totalCount: 0 } } });
  });

  it('does not bring them back into projects when they come back', async () => {
    const { owner, guest, organization, project } = await test.world().studio();
    await owner.mutate(removeMember, { organizationId: organization.id, userId: guest.id });
    await test.app.database.em.execute(
      `insert into organization_members (id, organization_id, user_id, role, created_at, updated_at, revision) values (gen_random_uuid(), ?, ?, 'GUEST', now(), now(), 1)`,
      [organization.storedId, guest.storedId],
    );
    expect(await guest.query('query ($id: ID!) { project(id: $id) { id } }', { id: project.id })).toEqual({ project: null });
  });

  it('leaves their other organizations alone', async () => {
    const { owner, member, organization } = await test.world().studio();
    const other = await test.world().organization([[member, 'MEMBER']]);
    const project = await test.world().project(other, { visibility: 'PRIVATE', members: [[member, 'EDITOR']] });
    await owner.mutate(removeMember, { organizationId: organization.id, userId: member.id });
    expect(await member.query('query ($id: ID!) { project(id: $id) { viewerRole } }', { id: project.id })).toEqual({
      project: { viewerRole: 'EDITOR' },
    });
  });

  it('never touches who is above, nor leaves an organization without an owner', async () => {
    const { owner, admin, organization } = await test.world().studio();
    const owners = { organizationId: organization.id, userId: owner.id };
    expect(await admin.userErrors(removeMember, owners)).toEqual(refusedAt('FORBIDDEN', 'userId'));
    expect(await owner.userErrors(removeMember, owners)).toEqual(refusedAt('LAST_OWNER', 'userId'));
  });

  it('lets an administrator leave, who sees nothing of it in the answer', async () => {
    const { admin, organization } = await test.world().studio();
    const { removeMember: payload } = await admin.query(
      `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { removedMemberId organization { viewerRole viewerPermissions projects { totalCount } members { totalCount } } userErrors { code path } } }`,
      { input: { organizationId: organization.id, userId: admin.id } },
    );
    expect(payload.userErrors).toEqual([]);
    expect(payload.organization).toEqual({
      viewerRole: null,
      viewerPermissions: [],
      projects: null,
      members: null,
    });
  });

  it('is not for members, guests and strangers', async () => {
    const { member, guest, stranger, organization } = await test.world().studio();
    const input = { organizationId: organization.id, userId: guest.id };
    expect(await member.userErrors(removeMember, input)).toEqual(refusedAt('FORBIDDEN', 'organizationId'));
    expect(await guest.userErrors(removeMember, input)).toEqual(refusedAt('FORBIDDEN', 'organizationId'));
    expect(await stranger.userErrors(removeMember, input)).toEqual(refusedAt('NOT_FOUND', 'organizationId'));
  });

  it('does not find who is no member', async () => {
    const { owner, member, stranger, organization } = await test.world().studio();
    const input = { organizationId: organization.id, userId: member.id };
    await owner.mutate(removeMember, input);
    expect(await owner.userErrors(removeMember, input)).toEqual(refusedAt('NOT_FOUND', 'userId'));
    expect(await owner.userErrors(removeMember, { ...input, userId: stranger.id })).toEqual(refusedAt('NOT_FOUND', 'userId'));
  });
});
