import { OrganizationMemberEntity } from '../../../src/entities/relational/organization-member.entity.js';
import { TestApp } from '../../testkit/app.js';
import { eventually, Socket } from '../../testkit/socket.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
const sockets: Socket[] = [];
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(async () => {
  await Promise.all(sockets.map((socket) => socket.close()));
  await test.close();
});

const socketOf = (person: Person) => {
  const socket = Socket.of(person);
  sockets.push(socket);
  return socket;
};

const projectActivity = `subscription ($projectId: ID!, $types: [ActivityType!], $after: String) { projectActivity(projectId: $projectId, types: $types, after: $after) {
  cursor activity { type summary actor { id name } subject { id ... on Folder { name } } subjectId project { name } } } }`;
const organizationActivity = `subscription ($organizationId: ID!) { organizationActivity(organizationId: $organizationId) { cursor activity { type } } }`;
const createFolder = `mutation ($input: CreateFolderInput!) { createFolder(input: $input) { folder { id } userErrors { code path message } } }`;
const deleteItems = `mutation ($input: DeleteItemsInput!) { deleteItems(input: $input) { deletedIds userErrors { code path message } } }`;

describe('listening to a project', () => {
  it('hears what happens there, in order, each with a cursor of its own', async () => {
    const { member, guest, project } = await test.world().studio({ member: 'MAINTAINER' });
    const heard = await socketOf(guest).subscribe(projectActivity, { projectId: project.id });
    const { folder } = await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'Plans' });
    await heard.atLeast(1);
    await member.mutate(deleteItems, { itemIds: [folder.id] });

    const [created, deleted] = await heard.atLeast(2);
    expect(created.activity).toEqual({
      type: 'FOLDER_CREATED',
      summary: expect.stringContaining('Plans'),
      actor: { id: member.id, name: 'Member' },
      subject: { id: folder.id, name: 'Plans' },
      subjectId: folder.id,
      project: { name: project.name },
    });
    expect(deleted.activity).toMatchObject({ type: 'FOLDER_DELETED', subject: null, subjectId: folder.id });
    expect(new Set(heard.events.map(({ cursor }) => cursor)).size).toBe(2);
  });

  it('hears only the types that were asked for', async () => {
    const { owner, project } = await test.world().studio();
    const heard = await socketOf(owner).subscribe(projectActivity, { projectId: project.id, types: ['FOLDER_DELETED'] });
    const { folder } = await owner.mutate(createFolder, { parentId: project.rootFolderId, name: 'Plans' });
    await owner.mutate(deleteItems, { itemIds: [folder.id] });
    expect((await heard.atLeast(1)).map(({ activity }) => activity.type)).toEqual(['FOLDER_DELETED']);
  });

  it('is not for a stranger, nor for who is signed out, and cannot be resumed yet', async () => {
    const { owner, stranger, project } = await test.world().studio();
    const foreign = await socketOf(stranger).subscribe(projectActivity, { projectId: project.id });
    await eventually(() => foreign.errors.length > 0 || undefined);
    expect(foreign.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);

    const nobody = new Socket(test.url, null);
    sockets.push(nobody);
    const anonymous = await nobody.subscribe(projectActivity, { projectId: project.id });
    await eventually(() => anonymous.errors.length > 0 || undefined);
    expect(anonymous.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);

    const resumed = await socketOf(owner).subscribe(projectActivity, { projectId: project.id, after: 'abc' });
    await eventually(() => resumed.errors.length > 0 || undefined);
    expect(resumed.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
  });

  it('ends for who loses access, without another word', async () => {
    const { owner, member, organization, project } = await test.world().studio();
    const heard = await socketOf(member).subscribe(projectActivity, { projectId: project.id });
    await test.app.database.em.nativeDelete(OrganizationMemberEntity, {
      organizationId: organization.storedId,
      userId: member.storedId,
    });
    await owner.mutate(createFolder, { parentId: project.rootFolderId, name: 'Secret' });
    await eventually(() => heard.completed || undefined);
    expect(heard.events).toEqual([]);
  });
});

describe('listening to an organization', () => {
  it('is for who may read its activity', async () => {
    const { admin, member, organization, project } = await test.world().studio();
    const allowed = await socketOf(admin).subscribe(organizationActivity, { organizationId: organization.id });
    const refused = await socketOf(member).subscribe(organizationActivity, { organizationId: organization.id });
    await member.mutate(createFolder, { parentId: project.rootFolderId, name: 'Plans' });
    expect((await allowed.atLeast(1)).map(({ activity }) => activity.type)).toEqual(['FOLDER_CREATED']);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('a socket', () => {
  it('with a token that is not good is closed with a code that clients retry', async () => {
    const socket = new Socket(test.url, 'no.such.token');
    sockets.push(socket);
    await socket.subscribe(`subscription { notificationChanged { cursor } }`);
    await eventually(() => socket.closeCode ?? undefined);
    expect(socket.closeCode).toBe(4403);
  });

  it('answers queries, with errors as over HTTP', async () => {
    const { owner } = await test.world().studio();
    const good = await socketOf(owner).subscribe(`query { viewer { email } }`);
    expect(await good.atLeast(1)).toEqual([{ email: owner.email }]);
    const bad = await socketOf(owner).subscribe(`query { organizations(first: 1000) { nodes { id } } }`);
    await eventually(() => bad.errors.length > 0 || undefined);
    expect(bad.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
    const unknown = await socketOf(owner).subscribe(`query { nothing }`);
    await eventually(() => unknown.errors.length > 0 || undefined);
    expect(unknown.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });
});
