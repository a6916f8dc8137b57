import { TestApp } from '../../testkit/app.js';
import { eventually } from '../../testkit/socket.js';
import { numbersIn, StreamedPlace, upTo } from '../../testkit/streamed-place.js';
import { encodeStreamCursor } from '../../../src/shared/stream-cursor.js';
import type { Heard } from '../../testkit/socket.js';

/*
 * Many who ask the same of one stream: an event is executed once for all who get the same answer.
 */
let test: TestApp;
let place: StreamedPlace;
beforeAll(async () => {
  test = await TestApp.start();
  place = new StreamedPlace(test);
});
afterAll(async () => {
  await place.close();
  await test.close();
});

/** What the server has counted while something was done. */
async function counted(work: () => Promise<unknown>): Promise<{ executions: number; deliveries: number }> {
  const read = async (name: string) => {
    const page = await (await fetch(`${test.url}/metrics`)).text();
    return Number(new RegExp(`^atrium_stream_${name}_total (\\d+)$`, 'm').exec(page)![1]);
  };
  const [executions, deliveries] = [await read('executions'), await read('deliveries')];
  await work();
  return { executions: (await read('executions')) - executions, deliveries: (await read('deliveries')) - deliveries };
}

const hearAll = (listeners: Heard[], count: number) => Promise.all(listeners.map((heard) => heard.atLeast(count)));

describe('an event that many listen for', () => {
  it('is executed once for each kind of rights, and told to all', async () => {
    const { owner, admin, guest, project, makeAll } = await place.studio();
    const listeners = await Promise.all(
      [owner, owner, admin, guest, guest, guest].map((person) => place.listen(person, project)),
    );
    const count = await counted(async () => {
      await makeAll(upTo(3));
      await hearAll(listeners, 3);
    });
    expect(count).toEqual({ executions: 3 * 3, deliveries: 3 * 6 });
    for (const { events } of listeners) expect(events).toEqual(listeners[0]!.events);
  });

  it('is executed once for each person when it is selected what depends on who asks', async () => {
    const { owner, guest, project, makeAll } = await place.studio();
    const personal = `subscription ($id: ID!) { projectActivity(projectId: $id) {
      cursor activity { actor { ... on User { email } } project { viewerRole } } } }`;
    const listeners = await Promise.all(
      [owner, guest, guest].map((person) => place.socketOf(person).subscribe(personal, { id: project.id })),
    );
    const count = await counted(async () => {
      await makeAll([0]);
      await hearAll(listeners, 1);
    });
    expect(count).toEqual({ executions: 2, deliveries: 3 });
    const [own, theirs, again] = listeners.map(({ events }) => events[0].activity);
    expect(own).toEqual({ actor: { email: owner.email }, project: { viewerRole: 'MAINTAINER' } });
    expect(theirs).toEqual({ actor: { email: null }, project: { viewerRole: 'VIEWER' } });
    expect(again).toEqual(theirs);
  });

  it('is told as each has asked for it', async () => {
    const { owner, project, make } = await place.studio();
    const all = await place.listen(owner, project);
    const some = await place.listen(owner, project, { types: ['FOLDER_DELETED'] });
    const other = await place
      .socketOf(owner)
      .subscribe('subscription ($id: ID!) { projectActivity(projectId: $id) { activity { id } } }', { id: project.id });
    await make(0);
    await hearAll([all, other], 1);
    expect(other.events).toEqual([{ activity: { id: expect.stringMatching(/^act_/) } }]);
    expect(some.events).toEqual([]);
  });

  it('is told together again to who has caught up', async () => {
    const { owner, project, makeAll } = await place.studio();
    const upToDate = await place.listen(owner, project);
    await makeAll(upTo(5));
    await upToDate.atLeast(5);
    const behind = await Promise.all(
      [0, 2, 3].map((position) => place.listen(owner, project, { after: encodeStreamCursor(project.storedId, position) })),
    );
    await Promise.all(behind.map((heard, i) => heard.atLeast([5, 3, 2][i]!)));
    const count = await counted(async () => {
      await makeAll(upTo(2, 5));
      await upToDate.atLeast(7);
      await eventually(() => behind.every(({ events }) => numbersIn(events).at(-1) === 6) || undefined);
    });
    expect(count).toEqual({ executions: 2, deliveries: 8 });
    expect(behind.map(({ events }) => numbersIn(events))).toEqual([upTo(7), upTo(5, 2), upTo(4, 3)]);
  });

  it('is not told to who has gone, and the rest go on', async () => {
    const { owner, project, make } = await place.studio();
    const [one, other] = [await place.listen(owner, project), await place.listen(owner, project)];
    await make(0);
    await hearAll([one, other], 1);
    one.stop();
    await make(1);
    await other.atLeast(2);
    expect(numbersIn(one.events)).toEqual([0]);
  });
});
