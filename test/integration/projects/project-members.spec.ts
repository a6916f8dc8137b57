import { TestApp } from '../../testkit/app.js';
import { removeMember, removeProjectMember, setProjectMember } from '../../testkit/operations.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const members = `query ($id: ID!, $role: ProjectRole, $query: String) { project(id: $id) { members(role: $role, query: $query) { totalCount nodes { role user { id } } } } }`;

describe('adding somebody to a project', () => {
  it('gives them a role, and later another one', async () => {
    const { owner, member, project } = await test.world().studio();
    const added = await owner.mutate(setProjectMember, { projectId: project.id, userId: member.id, role: 'VIEWER' });
    expect(added.member).toMatchObject({ role: 'VIEWER', revision: 1, user: { id: member.id }, project: { id: project.id } });

    const changed = await owner.mutate(setProjectMember, { projectId: project.id, userId: member.id, role: 'MAINTAINER' });
    expect(changed.member).toMatchObject({ id: added.member.id, role: 'MAINTAINER', revision: 2 });
    const same = await owner.mutate(setProjectMember, { projectId: project.id, userId: member.id, role: 'MAINTAINER' });
    expect(same.member.revision).toBe(2);
  });

  it('lists them, by role and by name', async () => {
    const { owner, member, guest, project } = await test.world().studio();
    await owner.mutate(setProjectMember, { projectId: project.id, userId: member.id, role: 'EDITOR' });
    const listed = async (filter = {}) => (await guest.query(members, { id: project.id, ...filter })).project.members;

    expect(await listed()).toEqual({
      totalCount: 2,
      nodes: [
        { role: 'EDITOR', user: { id: member.id } },
        { role: 'VIEWER', user: { id: guest.id } },
      ],
    });
    expect(await listed({ role: 'VIEWER' })).toMatchObject({ totalCount: 1, nodes: [{ user: { id: guest.id } }] });
    expect(await listed({ query: 'MEMB' })).toMatchObject({ totalCount: 1, nodes: [{ user: { id: member.id } }] });
  });

  it('takes only people of the organization', async () => {
    const { owner, stranger, project } = await test.world().studio();
    for (const userId of [stranger.id, project.id, 'usr_nobody']) {
      expect(await owner.userErrors(setProjectMember, { projectId: project.id, userId, role: 'VIEWER' })).toEqual([
        { code: 'NOT_FOUND', path: ['input', 'userId'] },
      ]);
    }
  });

  it('answers CONFLICT with the membership as it is, or when there is none any more', async () => {
    const { owner, member, guest, project } = await test.world().studio();
    const input = { projectId: project.id, userId: guest.id, role: 'EDITOR', expectedRevision: 9 };
    const conflict = [{ code: 'CONFLICT', path: ['input', 'expectedRevision'] }];
    expect(await owner.userErrors(setProjectMember, input)).toEqual(conflict);
    expect(await owner.payload(setProjectMember, input)).toMatchObject({ member: { role: 'VIEWER', revision: 1 } });
    expect(await owner.userErrors(setProjectMember, { ...input, userId: member.id })).toEqual(conflict);
    expect(await owner.payload(setProjectMember, { ...input, userId: member.id })).toMatchObject({ member: null });
  });

  it('is for maintainers', async () => {
    const { owner, member, guest, stranger, project } = await test.world().studio();
    const input = { projectId: project.id, userId: member.id, role: 'MAINTAINER' };
    expect(await member.userErrors(setProjectMember, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'projectId'] }]);
    expect(await guest.userErrors(setProjectMember, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'projectId'] }]);
    expect(await stranger.userErrors(setProjectMember, input)).toEqual([{ code: 'NOT_FOUND', path: ['input', 'projectId'] }]);

    await owner.mutate(setProjectMember, input);
    await member.mutate(setProjectMember, { projectId: project.id, userId: guest.id, role: 'EDITOR' });
  });
});

describe('removing somebody from a project', () => {
  it('takes their role there, and answers what is left', async () => {
    const { owner, guest, project } = await test.world().studio();
    const removed = await owner.mutate(removeProjectMember, { projectId: project.id, userId: guest.id });
    expect(removed).toMatchObject({
      removedMemberId: expect.stringMatching(/^pmb_/),
      project: { id: project.id, members: { totalCount: 0 } },
    });
    expect(await guest.query(members, { id: project.id })).toEqual({ project: null });
    expect(await owner.userErrors(removeProjectMember, { projectId: project.id, userId: guest.id })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'userId'] },
    ]);
  });

  it('lets a maintainer leave by themselves', async () => {
    const { owner, guest, organization } = await test.world().studio();
    const secret = await test.world().project(organization, { visibility: 'PRIVATE', members: [[guest, 'MAINTAINER']] });
    await guest.mutate(removeProjectMember, { projectId: secret.id, userId: guest.id });
    expect(await guest.query(members, { id: secret.id })).toEqual({ project: null });
    expect((await owner.query(members, { id: secret.id })).project.members.totalCount).toBe(0);
  });

  it('is for maintainers', async () => {
    const { member, guest, stranger, project } = await test.world().studio();
    const input = { projectId: project.id, userId: guest.id };
    expect(await member.userErrors(removeProjectMember, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'projectId'] }]);
    expect(await guest.userErrors(removeProjectMember, input)).toEqual([{ code: 'FORBIDDEN', path: ['input', 'projectId'] }]);
    expect(await stranger.userErrors(removeProjectMember, input)).toEqual([{ code: 'NOT_FOUND', path: ['input', 'projectId'] }]);
  });

  it('happens to who leaves the organization', async () => {
    const { owner, guest, organization, project } = await test.world().studio();
    await owner.mutate(removeMember, { organizationId: organization.id, userId: guest.id });
    expect((await owner.query(members, { id: project.id })).project.members.totalCount).toBe(0);
    expect(await guest.query(members, { id: project.id })).toEqual({ project: null });
  });
});
