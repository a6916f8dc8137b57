import { TestApp } from '../../testkit/app.js';
import { uploadFile } from '../../testkit/operations.js';
import type { BuiltProject, Person } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const payload = 'notifications { id readAt } viewer { unreadNotificationCount } userErrors { code message path }';
const markRead = `mutation ($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { ${payload} } }`;
const markUnread = `mutation ($input: MarkNotificationsUnreadInput!) { markNotificationsUnread(input: $input) { ${payload} } }`;
const markAllRead = `mutation ($input: MarkAllNotificationsReadInput!) { markAllNotificationsRead(input: $input) {
  readUpTo viewer { unreadNotificationCount } userErrors { code message path } } }`;
const list = `query ($unreadOnly: Boolean) { notifications(unreadOnly: $unreadOnly) { totalCount unreadCount nodes { id readAt createdAt } } }`;

/** A guest with three notifications, their ids from the oldest to the newest. */
async function studioWithNews() {
  const studio = await test.world().studio();
  await uploadTo(studio.member, studio.project, 'a', 'b', 'c');
  return { ...studio, ids: (await idsOf(studio.guest)).reverse() };
}

async function uploadTo(person: Person, { rootFolderId }: BuiltProject, ...names: string[]) {
  for (const name of names) await person.upload(uploadFile, { folderId: rootFolderId }, { name, bytes: name });
  await test.app.settle();
}

const idsOf = async (person: Person, variables = {}): Promise<string[]> =>
  (await person.query(list, variables)).notifications.nodes.map(({ id }: { id: string }) => id);

describe('marking notifications as read', () => {
  it('is seen at once, in the count and in the list of unread ones', async () => {
    const {
      guest,
      ids: [a, b, c],
    } = await studioWithNews();
    const marked = await guest.mutate(markRead, { notificationIds: [c, a] });
    expect(marked).toMatchObject({
      notifications: [
        { id: c, readAt: expect.any(String) },
        { id: a, readAt: expect.any(String) },
      ],
      viewer: { unreadNotificationCount: 1 },
    });
    expect((await guest.query(list, { unreadOnly: true })).notifications).toMatchObject({
      totalCount: 1,
      unreadCount: 1,
      nodes: [{ id: b }],
    });
    expect((await guest.query(list)).notifications).toMatchObject({ totalCount: 3, unreadCount: 1 });
  });

  it('keeps the time of one that was read before, and can be undone', async () => {
    const {
      guest,
      ids: [a, b],
    } = await studioWithNews();
    const [first] = (await guest.mutate(markRead, { notificationIds: [a] })).notifications;
    const again = await guest.mutate(markRead, { notificationIds: [a, b] });
    expect(again.notifications[0]).toEqual(first);

    const undone = await guest.mutate(markUnread, { notificationIds: [a] });
    expect(undone).toMatchObject({ notifications: [{ id: a, readAt: null }], viewer: { unreadNotificationCount: 2 } });
    await test.app.settle();
    expect(await idsOf(guest, { unreadOnly: true })).not.toContain(b);
    expect(await idsOf(guest, { unreadOnly: true })).toContain(a);
  });

  it.each([
    ['read', markRead],
    ['unread', markUnread],
  ])('as %s changes nothing when one id is not theirs', async (_word, mutation) => {
    const {
      guest,
      owner,
      project,
      member,
      ids: [a, b],
    } = await studioWithNews();
    const { guest: other, ids: theirs } = await studioWithNews();
    await guest.mutate(markRead, { notificationIds: [b] });
    const before = await guest.query(list);

    expect(await guest.userErrors(mutation, { notificationIds: [a, theirs[0], b, 'ntf_nonsense', project.id] })).toEqual(
      [1, 3, 4].map((index) => ({ code: 'NOT_FOUND', path: ['input', 'notificationIds', `${index}`] })),
    );
    await test.app.settle();
    expect(await guest.query(list)).toEqual(before);
    expect(await idsOf(other, { unreadOnly: true })).toHaveLength(3);
    for (const person of [owner, member]) {
      expect(await person.userErrors(mutation, { notificationIds: [a] })).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });

  it('takes 1 to 100 ids, from who is signed in', async () => {
    const {
      guest,
      ids: [a],
    } = await studioWithNews();
    expect(await guest.userErrors(markRead, { notificationIds: [] })).toEqual([
      { code: 'REQUIRED', path: ['input', 'notificationIds'] },
    ]);
    expect(await guest.userErrors(markRead, { notificationIds: Array(101).fill(a) })).toEqual([
      { code: 'LIMIT_EXCEEDED', path: ['input', 'notificationIds'] },
    ]);
    expect((await test.signedOut.send(markRead, { input: { notificationIds: [a] } })).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });
});

describe('marking all notifications as read', () => {
  it('goes up to one that was seen, and leaves what came after it', async () => {
    const {
      guest,
      ids: [a, b, c],
    } = await studioWithNews();
    const { nodes } = (await guest.query(list)).notifications;
    const marked = await guest.mutate(markAllRead, { upTo: b });
    expect(marked).toMatchObject({ viewer: { unreadNotificationCount: 1 } });
    expect(marked.readUpTo).toBe(nodes.find(({ id }: { id: string }) => id === b).createdAt);
    expect(await idsOf(guest, { unreadOnly: true })).toEqual([c]);
    expect((await guest.mutate(markAllRead, { upTo: a })).viewer.unreadNotificationCount).toBe(1);
  });

  it('goes for one organization when that is named', async () => {
    const {
      owner,
      guest,
      organization,
      ids: [a, b, c],
    } = await studioWithNews();
    const elsewhere = await test.world().organization([
      [owner, 'OWNER'],
      [guest, 'MEMBER'],
    ]);
    await uploadTo(owner, await test.world().project(elsewhere, { members: [[guest, 'VIEWER']] }), 'd');
    const [d] = await idsOf(guest);

    await guest.mutate(markAllRead, { upTo: d, organizationId: elsewhere.id });
    expect((await idsOf(guest, { unreadOnly: true })).sort()).toEqual([a, b, c].sort());
    await guest.mutate(markAllRead, { upTo: c, organizationId: organization.id });
    expect(await idsOf(guest, { unreadOnly: true })).toEqual([]);
  });

  it('knows only their own notifications and organizations', async () => {
    const {
      guest,
      member,
      ids: [a],
    } = await studioWithNews();
    const { organization: foreign } = await test.world().studio();
    expect(await member.userErrors(markAllRead, { upTo: a })).toEqual([{ code: 'NOT_FOUND', path: ['input', 'upTo'] }]);
    expect(await guest.userErrors(markAllRead, { upTo: 'ntf_nonsense' })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'upTo'] },
    ]);
    expect(await guest.userErrors(markAllRead, { upTo: a, organizationId: foreign.id })).toEqual([
      { code: 'NOT_FOUND', path: ['input', 'organizationId'] },
    ]);
  });
});
