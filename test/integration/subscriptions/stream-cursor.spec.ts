import { ActivityEntity } from '../../../src/entities/documents/activity.entity.js';
import { NotificationEntity } from '../../../src/entities/documents/notification.entity.js';
import { decodeStreamCursor } from '../../../src/shared/stream-cursor.js';
import { TestApp } from '../../testkit/app.js';
import { HeldPipeline } from '../../testkit/held-pipeline.js';
import { createFolder, uploadFile } from '../../testkit/operations.js';
import { ReadStrategies } from '../../testkit/read-strategies.js';
import { eventually, Socket } from '../../testkit/socket.js';
import { numbersIn, StreamedPlace, upTo } from '../../testkit/streamed-place.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
let strategies: ReadStrategies;
let place: StreamedPlace;
beforeAll(async () => {
  test = await TestApp.start();
  strategies = await ReadStrategies.of(test);
  place = new StreamedPlace(test);
});
afterEach(() => HeldPipeline.releaseAll());
afterAll(async () => {
  await place.close();
  await test.close();
});

const organizationActivity = `subscription ($organizationId: ID!, $after: String) {
  organizationActivity(organizationId: $organizationId, after: $after) { cursor activity { summary } } }`;
const notificationChanged = `subscription ($after: String) { notificationChanged(after: $after) {
  cursor type notificationId notification { id readAt } } }`;
const mark = (how: 'Read' | 'Unread') =>
  `mutation ($input: MarkNotifications${how}Input!) { markNotifications${how}(input: $input) { userErrors { code message path } } }`;
const markAllRead = `mutation ($input: MarkAllNotificationsReadInput!) { markAllNotificationsRead(input: $input) { userErrors { code message path } } }`;

const page = 'totalCount nodes { summary } pageInfo { hasNextPage }';
const activity = `query ($project: ID!, $organization: ID!, $first: Int = 100, $withStream: Boolean = true) {
  project(id: $project) { activity(first: $first) { streamCursor @include(if: $withStream) ${page} } }
  organization(id: $organization) { activity(first: $first) { streamCursor @include(if: $withStream) ${page} } } }`;
const notifications = `query ($unreadOnly: Boolean) {
  notifications(unreadOnly: $unreadOnly) { streamCursor totalCount unreadCount nodes { id title readAt } } }`;

type Studio = Awaited<ReturnType<StreamedPlace['studio']>>;

/** The numbers of what a list holds, the first first. */
const listed = ({ nodes }: { nodes: object[] }) => numbersIn(nodes.map((node) => ({ activity: node }))).reverse();

describe.each(['planned', 'batched'] as const)('what a list does not hold, read by %s statements, is told after it', (way) => {
  const read = async (person: Person, text: string, variables: Record<string, unknown> = {}): Promise<any> => {
    const answer = await strategies[way](person, text, variables);
    expect(answer).not.toHaveProperty('errors');
    return answer!.data;
  };
  const readActivity = async ({ owner, project, organization }: Studio, more: Record<string, unknown> = {}) => {
    const data = await read(owner, activity, { project: project.id, organization: organization.id, ...more });
    return [data.project.activity, data.organization.activity];
  };
  const listen = ({ owner, project, organization }: Studio, ofProject: any, ofOrganization: any) =>
    Promise.all([
      place.listen(owner, project, { after: ofProject.streamCursor }),
      place
        .socketOf(owner)
        .subscribe(organizationActivity, { organizationId: organization.id, after: ofOrganization.streamCursor }),
    ]);

  describe('of the activity in a place', () => {
    /** Two things have happened, and two more that are held there. */
    const stages: [string, () => Promise<HeldPipeline>, boolean][] = [
      ['in the outbox', () => HeldPipeline.beforeLog(test), false],
      ['in the log, before the consumer', () => HeldPipeline.beforeConsumer(test, 'activity'), true],
    ];

    it.each(stages)('while they are %s', async (_, hold, logged) => {
      const studio = await place.studio();
      await studio.makeAll(upTo(2));
      await test.app.settle();
      const held = await hold();
      await studio.makeAll(upTo(2, 2));
      if (logged) await held.emptyOutbox();

      const lists = await readActivity(studio);
      for (const list of lists) {
        expect(listed(list)).toEqual(upTo(2));
        expect(list).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: false } });
      }
      const [first] = await readActivity(studio, { first: 2 });
      expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: false } });
      // Who only reads, reads all that was written.
      for (const list of await readActivity(studio, { withStream: false })) expect(listed(list)).toEqual(upTo(4));

      const heard = await listen(studio, lists[0], lists[1]);
      await held.carryOn();
      await studio.make(4);
      for (const one of heard) expect(numbersIn(await one.atLeast(3))).toEqual(upTo(3, 2));
      await test.app.settle();
      for (const list of await readActivity(studio)) expect(listed(list)).toEqual(upTo(5));
    });

    it('though whoever did it died before it was written down', async () => {
      const studio = await place.studio();
      await studio.makeAll(upTo(2));
      await test.app.settle();
      const held = await HeldPipeline.beforeConsumer(test, 'activity');
      await studio.makeAll(upTo(2, 2));
      await held.emptyOutbox();
      const { em } = test.app.database;
      const [entry] = await em.find(ActivityEntity, { projectId: studio.project.storedId }, { orderBy: { createdAt: 'desc' } });
      await em.nativeDelete(ActivityEntity, entry!.id);

      const lists = await readActivity(studio);
      const heard = await listen(studio, lists[0], lists[1]);
      await held.carryOn();
      for (const [index, one] of heard.entries()) {
        expect([...listed(lists[index]), ...numbersIn(await one.atLeast(2))]).toEqual(upTo(4));
      }
    });

    it('once it has all happened, as nothing', async () => {
      const studio = await place.studio();
      await studio.makeAll(upTo(3));
      await test.app.settle();
      const lists = await readActivity(studio);
      for (const list of lists) expect(listed(list)).toEqual(upTo(3));
      const heard = await listen(studio, lists[0], lists[1]);
      await studio.make(3);
      for (const one of heard) expect(numbersIn(await one.atLeast(1))).toEqual([3]);
    });

    it('while others write all the time', async () => {
      const studio = await place.studio();
      const writing = [0, 1, 2].map((writer) => studio.makeAll(upTo(25, writer * 25)));
      const rounds: { lists: any[]; heard: Awaited<ReturnType<typeof listen>> }[] = [];
      let over = false;
      const written = Promise.all(writing).then(() => (over = true));
      while (!over) {
        const lists = await readActivity(studio);
        rounds.push({ lists, heard: await listen(studio, lists[0], lists[1]) });
      }
      await written;
      expect(rounds.length).toBeGreaterThan(2);
      await test.app.settle();
      await studio.make(75);
      for (const { lists, heard } of rounds) {
        for (const [index, one] of heard.entries()) {
          await eventually(() => numbersIn(one.events).includes(75) || undefined);
          const seen = [...listed(lists[index]), ...numbersIn(one.events)];
          expect(seen.sort((a, b) => a - b)).toEqual(upTo(76));
        }
      }
    }, 60_000);

    it('also when it took long, and belongs on a later page', async () => {
      const studio = await place.studio();
      const { owner, organization, project } = studio;
      await studio.makeAll(upTo(2));
      const slow = await test.world().project(organization);
      const row = await HeldPipeline.ofProject(test, slow.storedId);
      const made = owner.mutate(createFolder, { parentId: slow.rootFolderId, name: 'Folder 0002' });
      await row.isWaitedFor();
      await studio.makeAll(upTo(2, 3));
      await test.app.settle();

      const walk = `query ($id: ID!, $after: String) { organization(id: $id) { activity(first: 2, after: $after) {
        streamCursor totalCount nodes { summary } pageInfo { endCursor hasNextPage } } } }`;
      const pageAfter = async (after: string | null) =>
        (await read(owner, walk, { id: organization.id, after })).organization.activity;
      const first = await pageAfter(null);
      expect(listed(first)).toEqual([3, 4]);
      await row.release();
      await made;
      await test.app.settle();
      const second = await pageAfter(first.pageInfo.endCursor);
      expect(listed(second)).toEqual([0, 1]);
      expect(second).toMatchObject({ streamCursor: first.streamCursor, totalCount: 4, pageInfo: { hasNextPage: false } });
      const heard = await listen({ ...studio, project }, (await readActivity(studio))[0], second);
      expect(numbersIn(await heard[1].atLeast(1))).toEqual([2]);
      // Who walks on without it sees what is there.
      const plain = walk.replace('streamCursor', '');
      const { organization: now } = await read(owner, plain, { id: organization.id, after: first.pageInfo.endCursor });
      expect(listed(now.activity)).toEqual([1, 2]);
    });

    it('also where the log holds no more of it', async () => {
      const studio = await place.studio();
      const { project, makeAll } = studio;
      await makeAll(upTo(3));
      await test.app.settle();
      const position = async () => decodeStreamCursor((await readActivity(studio))[0].streamCursor, project.storedId);
      const forget = (upTo: number) =>
        test.app.database.em.execute('delete from event_stream_entries where stream_id = ? and position <= ?', [
          project.storedId,
          upTo,
        ]);
      expect(await position()).toBe(3);
      await forget(3);
      expect(await position()).toBe(3);

      const held = await HeldPipeline.beforeConsumer(test, 'activity');
      await makeAll(upTo(2, 3));
      await held.emptyOutbox();
      expect(await position()).toBe(3);
      const [list] = await readActivity(studio);
      expect(listed(list)).toEqual(upTo(3));
      const heard = await place.listen(studio.owner, project, { after: list.streamCursor });
      await held.carryOn();
      expect(numbersIn(await heard.atLeast(2))).toEqual(upTo(2, 3));
    });
  });

  describe("of one's notifications", () => {
    /** The guest is told of each file that the member uploads. */
    const told = async (count = 2) => {
      const studio = await test.world().studio();
      const upload = (name: string) =>
        studio.member.upload(uploadFile, { folderId: studio.project.rootFolderId }, { name, bytes: name });
      for (const n of upTo(count)) await upload(`file ${n}`);
      await test.app.settle();
      const { notifications: list } = await read(studio.guest, notifications);
      expect(list).toMatchObject({ totalCount: count, unreadCount: count });
      return { ...studio, upload, ids: list.nodes.map(({ id }: { id: string }) => id) as string[] };
    };
    const listenTo = (person: Person, { streamCursor }: { streamCursor: string }) =>
      place.socketOf(person).subscribe(notificationChanged, { after: streamCursor });

    it('while they are received: before the log, in the log, after the consumer', async () => {
      const { guest, upload, ids } = await told(1);
      const before = await HeldPipeline.beforeConsumer(test, 'notifications');
      await upload('new');
      await before.emptyOutbox();
      const beforeLog = await HeldPipeline.beforeLog(test);
      await before.release();
      // The notification is there, and what announces it waits.
      const em = test.app.database.em;
      await eventually(async () => (await em.count(NotificationEntity, { userId: guest.storedId })) === 2 || undefined);
      const lists = [(await read(guest, notifications)).notifications];
      const beforeConsumer = await HeldPipeline.beforeConsumer(test, 'notifications');
      await beforeLog.release();
      await beforeConsumer.emptyOutbox();
      lists.push((await read(guest, notifications)).notifications);
      for (const list of lists) {
        expect(list).toMatchObject({ totalCount: 1, unreadCount: 1, nodes: [{ id: ids[0] }] });
      }

      const heard = await Promise.all(lists.map((list) => listenTo(guest, list)));
      await beforeConsumer.carryOn();
      const { notifications: after } = await read(guest, notifications);
      expect(after).toMatchObject({ totalCount: 2, unreadCount: 2 });
      const late = await listenTo(guest, after);
      await guest.mutate(mark('Read'), { notificationIds: [ids[0]] });
      const received = { type: 'RECEIVED', notificationId: after.nodes[0].id, notification: { id: after.nodes[0].id } };
      const updated = { type: 'UPDATED', notificationId: ids[0] };
      for (const one of heard) expect(await one.atLeast(2)).toMatchObject([received, updated]);
      expect(await late.atLeast(1)).toMatchObject([updated]);
      await test.app.settle();
      expect(late.events).toHaveLength(1);
    });

    it.each([
      ['before the log', () => HeldPipeline.beforeLog(test)],
      ['before the consumer', () => HeldPipeline.beforeConsumer(test, 'notifications')],
    ])('while they are marked: %s, though whoever marked them died', async (_, hold) => {
      const { guest, ids } = await told(3);
      const held = await hold();
      await guest.mutate(mark('Read'), { notificationIds: [ids[2]] });
      await guest.mutate(markAllRead, { upTo: ids[1] });
      await test.app.database.em.nativeUpdate(NotificationEntity, { userId: guest.storedId }, { readAt: null });
      const { notifications: list } = await read(guest, notifications);
      expect(list).toMatchObject({ totalCount: 3, unreadCount: 3 });

      const heard = await listenTo(guest, list);
      await held.carryOn();
      await guest.mutate(mark('Unread'), { notificationIds: [ids[1]] });
      const marked = [
        { type: 'UPDATED', notificationId: ids[2] },
        { type: 'ALL_READ', notificationId: null },
        { type: 'UPDATED', notificationId: ids[1] },
      ];
      expect(await heard.atLeast(3)).toMatchObject(marked);
      await test.app.settle();
      const { notifications: after } = await read(guest, notifications, { unreadOnly: true });
      expect(after.nodes.map(({ id }: { id: string }) => id)).toEqual([ids[0], ids[1]]);
      const late = await listenTo(guest, after);
      await guest.mutate(mark('Unread'), { notificationIds: [ids[2]] });
      expect(await late.atLeast(1)).toMatchObject([{ type: 'UPDATED', notificationId: ids[2] }]);
    });
  });

  it('beside lists of which no stream tells is the place in the own stream', async () => {
    const { owner } = await place.studio();
    await test.app.settle();
    const { viewer } = await read(owner, '{ viewer { activity { streamCursor nodes { type } } } }');
    expect(viewer.activity.nodes).toEqual([{ type: 'USER_SIGNED_UP' }]);
    expect(decodeStreamCursor(viewer.activity.streamCursor, owner.storedId)).toBe(0);
    const socket = Socket.of(owner);
    const heard = await socket.subscribe(notificationChanged, { after: viewer.activity.streamCursor });
    expect(heard.errors).toEqual([]);
    await socket.close();
  });
});
