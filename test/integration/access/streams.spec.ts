import { OrganizationMemberEntity } from '../../../src/entities/relational/organization-member.entity.js';
import { TestApp } from '../../testkit/app.js';
import type { Client } from '../../testkit/client.js';
import {
  createFolder,
  deleteProject,
  removeMember,
  removeProjectMember,
  setProjectMember,
  updateProject,
  uploadFile,
} from '../../testkit/operations.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import { eventually, Socket, type Heard } from '../../testkit/socket.js';

/*
 * What becomes of open streams when somebody loses the right to listen: at once, not with the next event.
 */
let test: TestApp;
const clock = new SettableClock();
const sockets: Socket[] = [];
beforeAll(async () => {
  test = await TestApp.start({ clock });
});
afterAll(async () => {
  await Promise.all(sockets.map((socket) => socket.close()));
  await test.close();
});

const socketOf = (person: Client) => {
  const socket = Socket.of(person);
  sockets.push(socket);
  return socket;
};

const fields = 'cursor activity { type subjectId actor { name } project { id } organization { id } data }';
const inProject = `subscription ($projectId: ID!) { projectActivity(projectId: $projectId) { ${fields} } }`;
const inOrganization = `subscription ($organizationId: ID!) { organizationActivity(organizationId: $organizationId) { ${fields} } }`;
const changeMemberRole =
  'mutation ($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { userErrors { code path message } } }';
const signOut = 'mutation { signOut { userErrors { code } } }';

const types = ({ events }: Heard) => events.map(({ activity }) => activity.type);
const ends = (heard: Heard) => eventually(() => heard.completed || undefined, 2_000);
/** Something happens in the project that the others hear of. */
const noise = async (person: Client, folderId: string) =>
  person.mutate(createFolder, { parentId: folderId, name: `noise ${Math.random()}` });

describe('of their removal, the one removed hears that it happened, and nothing after it', () => {
  it('from the project', async () => {
    const { owner, guest, project } = await test.world().studio();
    const heard = await socketOf(guest).subscribe(inProject, { projectId: project.id });
    const other = await socketOf(owner).subscribe(inProject, { projectId: project.id });
    await owner.mutate(removeProjectMember, { projectId: project.id, userId: guest.id });
    await ends(heard);
    await noise(owner, project.rootFolderId);
    await other.atLeast(2);

    expect(heard.events).toMatchObject([
      {
        activity: {
          type: 'PROJECT_MEMBER_CHANGED',
          actor: { name: 'Owner' },
          project: null,
          organization: { id: expect.any(String) },
        },
      },
    ]);
    expect(heard.events[0].cursor).toBe(other.events[0].cursor);
    expect(heard.errors).toEqual([]);
    expect(types(other)).toEqual(['PROJECT_MEMBER_CHANGED', 'FOLDER_CREATED']);
    expect(other.completed).toBe(false);
  });

  it('from the organization, in the streams of its projects and in its own', async () => {
    const { owner, admin, guest, organization, project } = await test.world().studio();
    const inProjects = await socketOf(guest).subscribe(inProject, { projectId: project.id });
    const whole = await socketOf(admin).subscribe(inOrganization, { organizationId: organization.id });
    await owner.mutate(removeMember, { organizationId: organization.id, userId: guest.id });
    await ends(inProjects);
    await owner.mutate(removeMember, { organizationId: organization.id, userId: admin.id });
    await ends(whole);
    await noise(owner, project.rootFolderId);

    expect(inProjects.events).toMatchObject([
      { activity: { type: 'MEMBER_REMOVED', data: { userId: guest.id }, project: null, organization: null } },
    ]);
    expect(whole.events).toMatchObject([
      { activity: { type: 'MEMBER_REMOVED', data: { userId: guest.id } } },
      { activity: { type: 'MEMBER_REMOVED', data: { userId: admin.id }, organization: null } },
    ]);
  });

  it('also when much happens just before and after', async () => {
    const { owner, guest, project } = await test.world().studio();
    const heard = await socketOf(guest).subscribe(inProject, { projectId: project.id });
    await Promise.all([
      ...Array.from({ length: 5 }, () => noise(owner, project.rootFolderId)),
      owner.mutate(removeProjectMember, { projectId: project.id, userId: guest.id }),
      ...Array.from({ length: 5 }, () => noise(owner, project.rootFolderId)),
    ]);
    await ends(heard);
    expect(types(heard).at(-1)).toBe('PROJECT_MEMBER_CHANGED');
    expect(types(heard).filter((type) => type === 'PROJECT_MEMBER_CHANGED')).toHaveLength(1);
  });

  it('but goes on listening to what they see all the same', async () => {
    const { owner, member, project } = await test.world().studio({ member: 'MAINTAINER' });
    const heard = await socketOf(member).subscribe(inProject, { projectId: project.id });
    await owner.mutate(removeProjectMember, { projectId: project.id, userId: member.id });
    await noise(owner, project.rootFolderId);
    await heard.atLeast(2);
    expect(types(heard)).toEqual(['PROJECT_MEMBER_CHANGED', 'FOLDER_CREATED']);
    expect(heard.completed).toBe(false);
  });
});

describe('a stream ends, though nothing else happens', () => {
  it('when the project turns private, without another word', async () => {
    const { owner, member, guest, project } = await test.world().studio();
    const [lost, kept] = [
      await socketOf(member).subscribe(inProject, { projectId: project.id }),
      await socketOf(guest).subscribe(inProject, { projectId: project.id }),
    ];
    await owner.mutate(updateProject, { projectId: project.id, visibility: 'PRIVATE' });
    await ends(lost);
    await kept.atLeast(1);
    expect(lost.events).toEqual([]);
    expect(kept.completed).toBe(false);
  });

  it('when the project goes to the trash, which all hear', async () => {
    const { owner, member, project } = await test.world().studio();
    const heard = await socketOf(member).subscribe(inProject, { projectId: project.id });
    await owner.mutate(deleteProject, { projectId: project.id });
    await ends(heard);
    expect(heard.events).toMatchObject([{ activity: { type: 'PROJECT_DELETED', subjectId: project.id, project: null } }]);
  });

  it('when a role is lowered that it took', async () => {
    const { owner, admin, organization } = await test.world().studio();
    const heard = await socketOf(admin).subscribe(inOrganization, { organizationId: organization.id });
    await owner.mutate(changeMemberRole, { organizationId: organization.id, userId: admin.id, role: 'MEMBER' });
    await ends(heard);
    expect(heard.events).toEqual([]);
  });

  it('when the session is over; another session of the same person goes on', async () => {
    const { guest, project } = await test.world().studio();
    const again = await test.signedOut.mutate(
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code path message } } }',
      { email: guest.email, password: 'correct horse battery' },
    );
    const other = await new Socket(test.url, again.accessToken).subscribe(inProject, { projectId: project.id });
    const heard = await socketOf(guest).subscribe(inProject, { projectId: project.id });
    const told = await socketOf(guest).subscribe('subscription { notificationChanged { cursor } }');
    await guest.query(signOut);
    await Promise.all([ends(heard), ends(told)]);
    expect([heard.events, told.events, heard.errors]).toEqual([[], [], []]);
    expect(other.completed).toBe(false);
    other.stop();
  });

  it('when rights are lost that nothing was announced of, with the next event', async () => {
    const { owner, member, organization, project } = await test.world().studio();
    const heard = await socketOf(member).subscribe(inProject, { projectId: project.id });
    const { em } = test.app.database;
    await em.nativeDelete(OrganizationMemberEntity, { organizationId: organization.storedId, userId: member.storedId });
    await noise(owner, project.rootFolderId);
    await ends(heard);
    expect(heard.events).toEqual([]);
  });
});

describe('a role change', () => {
  it('takes effect with the next event and the next request', async () => {
    const { owner, guest, project } = await test.world().studio();
    const rights = `subscription ($projectId: ID!) { projectActivity(projectId: $projectId) { activity { project { viewerRole viewerPermissions } } } }`;
    const heard = await socketOf(guest).subscribe(rights, { projectId: project.id });
    await owner.mutate(setProjectMember, { projectId: project.id, userId: guest.id, role: 'EDITOR' });
    const [told] = await heard.atLeast(1);
    expect(told.activity.project).toMatchObject({ viewerRole: 'EDITOR' });
    await noise(guest, project.rootFolderId);
  });
});

describe('one event', () => {
  it('gives each listener their own answer: links, rights and addresses', async () => {
    const { owner, guest, project } = await test.world().studio();
    const text = `subscription ($projectId: ID!) { projectActivity(projectId: $projectId) { cursor activity {
      actor { ... on User { email } } project { viewerRole viewerPermissions }
      subject { ... on File { download { url } uploadedBy { email } } } } } }`;
    const [one, other] = [
      await socketOf(owner).subscribe(text, { projectId: project.id }),
      await socketOf(guest).subscribe(text, { projectId: project.id }),
    ];
    await owner.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'a.txt', bytes: 'content' });
    const [[own], [theirs]] = [await one.atLeast(1), await other.atLeast(1)];
    expect(own.cursor).toBe(theirs.cursor);
    expect(own.activity).toMatchObject({
      actor: { email: owner.email },
      project: { viewerRole: 'MAINTAINER' },
      subject: { uploadedBy: { email: owner.email } },
    });
    expect(theirs.activity).toMatchObject({
      actor: { email: null },
      project: { viewerRole: 'VIEWER', viewerPermissions: ['READ'] },
      subject: { uploadedBy: { email: null } },
    });
    for (const { activity } of [own, theirs]) expect((await fetch(activity.subject.download.url)).status).toBe(200);
  });
});

describe('an expired token', () => {
  it('closes the socket with a code that clients retry, and nothing more is heard', async () => {
    const { owner, guest, project } = await test.world().studio();
    const socket = socketOf(guest);
    const heard = await socket.subscribe(inProject, { projectId: project.id });
    // The owner's token is as old; they get a fresh one.
    clock.pass({ minutes: 16 });
    const { accessToken } = await test.signedOut.mutate(
      'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code path message } } }',
      { email: owner.email, password: 'correct horse battery' },
    );
    const fresh = Object.assign(Object.create(owner), { token: accessToken }) as typeof owner;
    await noise(fresh, project.rootFolderId);
    await eventually(() => socket.closeCode ?? undefined, 2_000);
    expect(socket.closeCode).toBe(4403);
    expect(heard.events).toEqual([]);
  });
});
