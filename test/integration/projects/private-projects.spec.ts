import { TestApp } from '../../testkit/app.js';
import { removeProjectMember, setProjectMember, updateProject } from '../../testkit/operations.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const list = `query ($id: ID!) { organization(id: $id) { projects(first: 1) { totalCount nodes { id } pageInfo { hasNextPage } } }
  projects(organizationId: $id) { totalCount } }`;
const one = `query ($id: ID!) { project(id: $id) { id } node(id: $id) { id } }`;

async function studioWithSecret() {
  const studio = await test.world().studio();
  const secret = await test.world().project(studio.organization, { visibility: 'PRIVATE' });
  const counted = async (person: Person) => {
    const { organization, projects } = await person.query(list, { id: studio.organization.id });
    expect(organization.projects.totalCount).toBe(projects.totalCount);
    expect(organization.projects.pageInfo.hasNextPage).toBe(projects.totalCount > 1);
    return projects.totalCount;
  };
  const sees = async (person: Person) => {
    const { project, node } = await person.query(one, { id: secret.id });
    expect(project).toEqual(node);
    return project !== null;
  };
  return { ...studio, secret, counted, sees };
}

describe('a private project', () => {
  it('is seen by administrators and by those added to it, and counted for them only', async () => {
    const { owner, admin, member, guest, stranger, secret, counted, sees } = await studioWithSecret();
    expect([await sees(owner), await sees(admin)]).toEqual([true, true]);
    expect([await sees(member), await sees(guest), await sees(stranger)]).toEqual([false, false, false]);
    expect([await counted(owner), await counted(admin), await counted(member), await counted(guest)]).toEqual([2, 2, 1, 1]);

    await owner.mutate(setProjectMember, { projectId: secret.id, userId: guest.id, role: 'VIEWER' });
    expect([await sees(guest), await counted(guest), await sees(member)]).toEqual([true, 2, false]);

    await owner.mutate(removeProjectMember, { projectId: secret.id, userId: guest.id });
    expect([await sees(guest), await counted(guest)]).toEqual([false, 1]);
  });

  it('is one that members see once it is opened, and guests do not', async () => {
    const { owner, member, guest, secret, sees, counted } = await studioWithSecret();
    await owner.mutate(updateProject, { projectId: secret.id, visibility: 'ORGANIZATION' });
    expect([await sees(member), await counted(member)]).toEqual([true, 2]);
    expect([await sees(guest), await counted(guest)]).toEqual([false, 1]);
  });

  it('is NOT_FOUND to whoever wants to change it without seeing it', async () => {
    const { member, secret } = await studioWithSecret();
    expect(await member.userErrors(updateProject, { projectId: secret.id, name: 'Found' })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'projectId'] },
    ]);
  });
});
