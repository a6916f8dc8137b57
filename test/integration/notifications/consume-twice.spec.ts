import { TestApp } from '../../testkit/app.js';
import { setProjectMember, uploadFile } from '../../testkit/operations.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const state = `query ($id: ID!) { notifications { totalCount unreadCount nodes { id readAt createdAt title } }
  project(id: $id) { activity { totalCount nodes { id createdAt type } } } }`;
const mark = (how: 'Read' | 'Unread') =>
  `mutation ($input: MarkNotifications${how}Input!) { markNotifications${how}(input: $input) { userErrors { code message path } } }`;
const markAllRead = `mutation ($input: MarkAllNotificationsReadInput!) { markAllNotificationsRead(input: $input) { userErrors { code message path } } }`;

/** As after a crash that lost the checkpoints: all consumers read the log from its start. */
async function consumeAgain(): Promise<void> {
  await test.app.settle();
  await test.app.database.em.execute('update consumer_checkpoints set position = 0');
  await test.app.settle();
}

const count = async (table: string) =>
  Number((await test.app.database.em.execute<[{ count: string }]>(`select count(*) as count from ${table}`))[0].count);

describe('consumers that see all events again', () => {
  it('change nothing', async () => {
    const { owner, member, guest, project } = await test.world().studio();
    for (const name of ['a', 'b', 'c', 'd'])
      await member.upload(uploadFile, { folderId: project.rootFolderId }, { name, bytes: name });
    await test.app.settle();
    const ids = (await guest.query(state, { id: project.id })).notifications.nodes.map(({ id }: { id: string }) => id).reverse();
    await guest.mutate(mark('Read'), { notificationIds: [ids[3]] });
    await guest.mutate(mark('Unread'), { notificationIds: [ids[3]] });
    await guest.mutate(markAllRead, { upTo: ids[1] });
    await guest.mutate(mark('Unread'), { notificationIds: [ids[0]] });
    await owner.mutate(setProjectMember, { projectId: project.id, userId: guest.id, role: 'EDITOR' });
    await test.app.settle();
    const before = await guest.query(state, { id: project.id });
    expect(before.notifications).toMatchObject({ totalCount: 4, unreadCount: 3 });
    const [logged, activities] = [await count('event_log'), await count('activities')];

    await consumeAgain();
    expect(await guest.query(state, { id: project.id })).toEqual(before);
    expect([await count('event_log'), await count('activities'), await count('outbox_events')]).toEqual([logged, activities, 0]);
  });

  it('still hear what happens afterwards', async () => {
    const { member, guest, project } = await test.world().studio();
    await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'before', bytes: 'x' });
    await consumeAgain();
    await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'after', bytes: 'x' });
    await test.app.settle();
    expect((await guest.query(state, { id: project.id })).notifications).toMatchObject({
      totalCount: 2,
      nodes: [{ title: 'Member uploaded the file "after"' }, { title: 'Member uploaded the file "before"' }],
    });
  });

  it('tell nobody of what happened before they were added', async () => {
    const { owner, admin, member, project } = await test.world().studio();
    await member.upload(uploadFile, { folderId: project.rootFolderId }, { name: 'old', bytes: 'x' });
    await owner.mutate(setProjectMember, { projectId: project.id, userId: admin.id, role: 'VIEWER' });
    await consumeAgain();
    expect((await admin.query(state, { id: project.id })).notifications).toMatchObject({
      totalCount: 1,
      nodes: [{ title: `Owner added you to the project "${project.name}"` }],
    });
  });
});
