import { encodeStreamCursor } from '../../../src/shared/stream-cursor.js';
import { TestApp } from '../../testkit/app.js';
import { createFolder, deleteOrganization } from '../../testkit/operations.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import { eventually } from '../../testkit/socket.js';
import { numbersIn, StreamedPlace } from '../../testkit/streamed-place.js';
import type { BuiltProject, Person } from '../../testkit/world.js';

let test: TestApp;
let place: StreamedPlace;
const clock = new SettableClock();
const log: Record<string, unknown>[] = [];
beforeAll(async () => {
  test = await TestApp.start({ clock, config: { retentionDays: 90 }, onLog: (line) => log.push(line) });
  place = new StreamedPlace(test);
});
afterAll(async () => {
  await place.close();
  await test.close();
});

const again = (person: Person) => test.world().again(person);

/** Makes folders of these numbers. */
async function make(person: Person, project: BuiltProject, ...numbers: number[]): Promise<void> {
  for (const n of numbers) await person.mutate(createFolder, { parentId: project.rootFolderId, name: `Folder 000${n}` });
}

/** Has days pass, and what is to be done from time to time be done. */
async function pass(days: number): Promise<void> {
  await test.app.settle();
  clock.pass({ days });
  await test.app.runTasks();
}

const activity = `query ($id: ID!) { project(id: $id) { activity { totalCount nodes { summary } } } }`;
const told = async (person: Person, { id }: BuiltProject) => {
  const { nodes } = (await person.query(activity, { id })).project.activity;
  return numbersIn(nodes.map((node: object) => ({ activity: node }))).sort();
};

const rows = async (table: string, column: string, id: string) => {
  const [{ count }] = await test.app.database.em.execute<[{ count: number }]>(
    `select count(*)::int as count from ${table} where ${column} = ?`,
    [id],
  );
  return count;
};

describe('what happened longer ago than is remembered', () => {
  it('is told by nobody any more: not by the activity log, nor by streams, whose cursors of then have expired', async () => {
    const { owner, project } = await test.world().studio();
    const cursorAfter = (count: number) => encodeStreamCursor(project.storedId, count);
    const refusal = async (person: Person, after: string) => {
      const heard = await place.listen(person, project, { after });
      return eventually(() => heard.errors[0]);
    };
    await make(owner, project, 0, 1, 2);
    await pass(60);
    const later = await again(owner);
    await make(later, project, 3, 4);
    expect(await told(later, project)).toEqual([0, 1, 2, 3, 4]);
    log.length = 0;

    await pass(31);
    const thirdMonth = await again(owner);
    expect(log).toContainEqual(expect.objectContaining({ msg: 'old events removed', events: expect.any(Number) }));
    expect(log).toContainEqual(expect.objectContaining({ msg: 'old lines of the activity log removed' }));
    expect(await told(thirdMonth, project)).toEqual([3, 4]);
    for (const count of [0, 1, 2]) {
      expect(await refusal(thirdMonth, cursorAfter(count))).toMatchObject({
        extensions: { code: 'CURSOR_EXPIRED', argument: 'after' },
      });
    }
    const resumed = await place.listen(thirdMonth, project, { after: cursorAfter(3) });
    expect(numbersIn(await resumed.atLeast(2))).toEqual([3, 4]);

    await pass(91);
    const half = await again(owner);
    expect(await told(half, project)).toEqual([]);
    expect(await refusal(half, cursorAfter(4))).toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
    const upToDate = await place.listen(half, project, { after: cursorAfter(5) });
    await make(half, project, 5);
    const [event] = await upToDate.atLeast(1);
    expect([numbersIn([event]), event.cursor]).toEqual([[5], cursorAfter(6)]);
  });

  it('stays in the log as long as a consumer has not come to it, of which the log of the server tells', async () => {
    const { owner, project } = await test.world().studio();
    await make(owner, project, 0);
    await test.app.settle();
    const { em } = test.app.database;
    const standsAt = `(select max(position) - 1 from event_log)`;
    await em.execute(`insert into consumer_checkpoints (consumer, position, updated_at) values ('away', ${standsAt}, now())`);
    log.length = 0;
    await pass(91);
    expect(await rows('event_stream_entries', 'stream_id', project.storedId)).toBe(1);
    expect(log).toContainEqual(expect.objectContaining({ msg: expect.stringMatching('are kept'), consumers: ['away'] }));

    await em.execute(`delete from consumer_checkpoints where consumer = 'away'`);
    await pass(1);
    expect(await rows('event_stream_entries', 'stream_id', project.storedId)).toBe(0);
  });

  it('goes in the end also where the organization was purged', async () => {
    const { owner, organization, project } = await test.world().studio();
    const { storedId } = organization;
    await make(owner, project, 0, 1);
    await owner.mutate(deleteOrganization, { organizationId: organization.id, confirmSlug: organization.slug });
    await pass(31);
    expect(await rows('organizations', 'id', storedId)).toBe(0);
    expect(await rows('event_log', 'organization_id', storedId)).toBe(3);

    await pass(60);
    expect(await rows('event_log', 'organization_id', storedId)).toBe(0);
    expect(await rows('event_stream_entries', 'stream_id', storedId)).toBe(0);
    expect(await rows('event_streams', 'stream_id', storedId)).toBe(1);
  });
});
