import { TestApp } from '../../testkit/app.js';
import { setProjectMember } from '../../testkit/operations.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const rights = `query ($id: ID!) { project(id: $id) { viewerRole viewerPermissions } }`;

const permissions: Record<string, string[]> = {
  VIEWER: ['READ'],
  EDITOR: ['READ', 'WRITE_FILES', 'WRITE_DATA', 'CHAT'],
  MAINTAINER: ['READ', 'WRITE_FILES', 'DELETE_FILES', 'WRITE_DATA', 'CHAT', 'UPDATE', 'DELETE', 'MANAGE_MEMBERS'],
};

const roleOf = async (person: Person, id: string) => {
  const { project } = await person.query(rights, { id });
  if (project === null) return null;
  expect([...project.viewerPermissions].sort()).toEqual([...permissions[project.viewerRole]!].sort());
  return project.viewerRole as string;
};

describe('what the viewer is in a project', () => {
  it('comes from the organization, where nobody was added', async () => {
    const { owner, admin, member, guest, stranger, organization } = await test.world().studio();
    const open = await test.world().project(organization);
    const roles = await Promise.all([owner, admin, member, guest, stranger].map((person) => roleOf(person, open.id)));
    expect(roles).toEqual(['MAINTAINER', 'MAINTAINER', 'EDITOR', null, null]);
  });

  it.each(['VIEWER', 'EDITOR', 'MAINTAINER'])('is %s for a guest who was added as that', async (role) => {
    const { owner, guest, project } = await test.world().studio();
    await owner.mutate(setProjectMember, { projectId: project.id, userId: guest.id, role });
    expect(await roleOf(guest, project.id)).toBe(role);
  });

  it('is the higher of both', async () => {
    const { owner, member, organization } = await test.world().studio();
    const open = await test.world().project(organization, {
      members: [
        [member, 'VIEWER'],
        [owner, 'VIEWER'],
      ],
    });
    expect(await roleOf(member, open.id)).toBe('EDITOR');
    expect(await roleOf(owner, open.id)).toBe('MAINTAINER');
    await owner.mutate(setProjectMember, { projectId: open.id, userId: member.id, role: 'MAINTAINER' });
    expect(await roleOf(member, open.id)).toBe('MAINTAINER');
  });

  it('is only what was given in a private project', async () => {
    const { member, organization } = await test.world().studio();
    const secret = await test.world().project(organization, { visibility: 'PRIVATE', members: [[member, 'VIEWER']] });
    expect(await roleOf(member, secret.id)).toBe('VIEWER');
  });
});
