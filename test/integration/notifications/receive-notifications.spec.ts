import { TestApp } from '../../testkit/app.js';
import {
  deleteItems,
  deleteProject,
  purgeItems,
  removeMember,
  removeProjectMember,
  setProjectMember,
  uploadFile,
  uploadFileVersion,
} from '../../testkit/operations.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const list = `query ($unreadOnly: Boolean, $first: Int, $after: String) { notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {
  totalCount unreadCount pageInfo { hasNextPage endCursor } nodes { id type title body readAt subjectId
    actor { __typename id name } subject { __typename id } organization { id } project { id } } } }`;

async function received(person: Person, variables = {}) {
  await test.app.settle();
  return (await person.query(list, variables)).notifications;
}

const typesOf = async (person: Person) => (await received(person)).nodes.map(({ type }: { type: string }) => type);

describe('an upload', () => {
  it('is told to those added to the project, but not to who did it, nor to other members', async () => {
    const { owner, admin, member, guest, organization, project } = await test.world().studio();
    await owner.mutate(setProjectMember, { projectId: project.id, userId: member.id, role: 'EDITOR' });
    const before = (await received(member)).totalCount;
    const { file } = await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'plan.txt', bytes: 'x' });

    expect((await received(guest)).nodes).toEqual([
      {
        id: expect.stringMatching(/^ntf_/),
        type: 'FILE_UPLOADED',
        title: 'Member uploaded the file "plan.txt"',
        body: `In the project "${project.name}".`,
        readAt: null,
        subjectId: file.id,
        actor: { __typename: 'User', id: member.id, name: 'Member' },
        subject: { __typename: 'File', id: file.id },
        organization: { id: organization.id },
        project: { id: project.id },
      },
    ]);
    expect((await received(member)).totalCount).toBe(before);
    expect(await typesOf(admin)).toEqual([]);
    expect(await typesOf(owner)).toEqual([]);
  });

  it('of a new version is told, too', async () => {
    const { member, guest, project } = await test.world().studio();
    const { file } = await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'a.txt', bytes: 'x' });
    await member.upload(uploadFileVersion, { fileId: file.id }, { name: 'a.txt', bytes: 'y' });
    expect((await received(guest)).nodes).toMatchObject([
      { type: 'FILE_VERSION_ADDED', title: 'Member added version 2 of the file "a.txt"', subjectId: file.id },
      { type: 'FILE_UPLOADED' },
    ]);
  });

  it('that was refused is told to nobody', async () => {
    const { member, guest, project } = await test.world().studio();
    const upload = () => member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'a.txt', bytes: 'x' });
    await upload();
    expect((await upload()).userErrors).toMatchObject([{ code: 'TAKEN' }]);
    expect((await received(guest)).totalCount).toBe(1);
  });

  it('is not told to who was removed from the project or the organization', async () => {
    const { owner, member, guest, organization, project } = await test.world().studio();
    await owner.mutate(setProjectMember, { projectId: project.id, userId: member.id, role: 'EDITOR' });
    await owner.mutate(removeProjectMember, { projectId: project.id, userId: member.id });
    await owner.mutate(removeMember, { organizationId: organization.id, userId: guest.id });
    const before = [await typesOf(member), await typesOf(guest)];
    await owner.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'a.txt', bytes: 'x' });
    expect([await typesOf(member), await typesOf(guest)]).toEqual(before);
  });

  it('is still listed when the file is gone, by its id only', async () => {
    const { owner, member, guest, project } = await test.world().studio();
    const { file } = await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'a.txt', bytes: 'x' });
    await test.app.settle();
    await owner.mutate(deleteItems, { itemIds: [file.id] });
    expect((await received(guest)).nodes).toMatchObject([{ subjectId: file.id, subject: null, project: { id: project.id } }]);
    await owner.mutate(purgeItems, { itemIds: [file.id] });
    await owner.mutate(deleteProject, { projectId: project.id });
    expect((await received(guest)).nodes).toMatchObject([{ subjectId: file.id, subject: null, project: null }]);
  });
});

describe('being added to a project', () => {
  it('is told once, and no change of the role nor the end of it', async () => {
    const { owner, member, project } = await test.world().studio();
    const input = { projectId: project.id, userId: member.id };
    await owner.mutate(setProjectMember, { ...input, role: 'VIEWER' });
    await owner.mutate(setProjectMember, { ...input, role: 'EDITOR' });
    expect((await received(member)).nodes).toMatchObject([
      {
        type: 'PROJECT_SHARED',
        title: `Owner added you to the project "${project.name}"`,
        body: 'Your role there: viewer.',
        subject: { __typename: 'Project', id: project.id },
        actor: { id: owner.id },
      },
    ]);
    await owner.mutate(removeProjectMember, input);
    expect(await typesOf(member)).toEqual(['PROJECT_SHARED']);
  });

  it('by oneself is no news', async () => {
    const { owner, project } = await test.world().studio();
    await owner.mutate(setProjectMember, { projectId: project.id, userId: owner.id, role: 'VIEWER' });
    expect(await typesOf(owner)).toEqual([]);
  });
});

describe('the list of notifications', () => {
  it("is one person's own, the latest first, page by page", async () => {
    const { member, guest, stranger, project } = await test.world().studio();
    for (const name of ['a', 'b', 'c']) await member.upload(uploadFile, { folderId: project.rootFolderId }, { name, bytes: 'x' });
    const titles = ({ nodes }: { nodes: { title: string }[] }) => nodes.map(({ title }) => title.at(-2));

    const first = await received(guest, { first: 2 });
    expect(first).toMatchObject({ totalCount: 3, unreadCount: 3, pageInfo: { hasNextPage: true } });
    const rest = await received(guest, { first: 2, after: first.pageInfo.endCursor });
    expect([...titles(first), ...titles(rest)]).toEqual(['c', 'b', 'a']);

    expect(await received(stranger)).toMatchObject({ totalCount: 0, unreadCount: 0 });
    expect(await test.signedOut.query(list)).toEqual({ notifications: null });
    const node = `query ($id: ID!) { node(id: $id) { id } }`;
    expect(await guest.query(node, { id: first.nodes[0].id })).toEqual({ node: { id: first.nodes[0].id } });
    expect(await member.query(node, { id: first.nodes[0].id })).toEqual({ node: null });
  });
});
