import { TestApp } from '../../testkit/app.js';
import { Socket } from '../../testkit/socket.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const notificationChanged = `subscription { notificationChanged { cursor type notificationId readUpTo
  notification { type title readAt project { name } } viewer { unreadNotificationCount } } }`;
const setProjectMember = `mutation ($input: SetProjectMemberInput!) { setProjectMember(input: $input) { member { id } userErrors { code path message } } }`;
const markRead = `mutation ($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { viewer { unreadNotificationCount } userErrors { code path message } } }`;
const markAll = `mutation ($input: MarkAllNotificationsReadInput!) { markAllNotificationsRead(input: $input) { readUpTo userErrors { code path message } } }`;

describe("listening to one's notifications", () => {
  it('hears of new ones and of what was read on another device', async () => {
    const { owner, member, project } = await test.world().studio();
    const socket = Socket.of(member);
    const heard = await socket.subscribe(notificationChanged);

    await owner.mutate(setProjectMember, { projectId: project.id, userId: member.id, role: 'EDITOR' });
    const [received] = await heard.atLeast(1);
    expect(received).toMatchObject({
      type: 'RECEIVED',
      notification: { type: 'PROJECT_SHARED', readAt: null, project: { name: project.name } },
      viewer: { unreadNotificationCount: 1 },
    });

    await member.mutate(markRead, { notificationIds: [received.notificationId] });
    expect((await heard.atLeast(2))[1]).toMatchObject({
      type: 'UPDATED',
      notificationId: received.notificationId,
      notification: { readAt: expect.any(String) },
      viewer: { unreadNotificationCount: 0 },
    });

    await member.mutate(markAll, { upTo: received.notificationId });
    await socket.close();
  });

  it("never hears of somebody else's", async () => {
    const { owner, admin, member, project } = await test.world().studio();
    const socket = Socket.of(admin);
    const heard = await socket.subscribe(notificationChanged);
    await owner.mutate(setProjectMember, { projectId: project.id, userId: member.id, role: 'EDITOR' });
    await owner.mutate(setProjectMember, { projectId: project.id, userId: admin.id, role: 'EDITOR' });
    await heard.atLeast(1);
    expect(heard.events).toHaveLength(1);
    await socket.close();
  });
});
