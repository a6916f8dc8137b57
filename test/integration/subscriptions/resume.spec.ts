import { encodeStreamCursor } from '../../../src/shared/stream-cursor.js';
import { TestApp } from '../../testkit/app.js';
import { eventually } from '../../testkit/socket.js';
import { numbersIn, StreamedPlace, upTo } from '../../testkit/streamed-place.js';
import type { Person } from '../../testkit/world.js';

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

const deleteItems = `mutation ($input: DeleteItemsInput!) { deleteItems(input: $input) { deletedIds userErrors { code path message } } }`;

describe('who comes back with a cursor', () => {
  it('hears what was missed, in order, and goes on with what happens', async () => {
    const { guest, project, makeAll } = await place.studio();
    const first = await place.listen(guest, project);
    await makeAll(upTo(2));
    const [seen] = await first.atLeast(2);
    first.stop();
    await makeAll(upTo(3, 2));

    const again = await place.listen(guest, project, { after: seen.cursor });
    await makeAll(upTo(2, 5));
    expect(numbersIn(await again.atLeast(6))).toEqual(upTo(6, 1));
    const rest = await place.listen(guest, project, { after: again.events[3].cursor });
    expect(await rest.atLeast(2)).toEqual(again.events.slice(4));
  });

  it('hears each event once while more of them come than are read at a time', async () => {
    const { owner, project, make, makeAll } = await place.studio();
    const start = await place.listen(owner, project);
    await make(0);
    const [{ cursor }] = await start.atLeast(1);
    start.stop();
    await makeAll(upTo(230, 1));
    const writing = Promise.all([makeAll(upTo(40, 231)), makeAll(upTo(40, 271))]);
    const heard = await place.listen(owner, project, { after: cursor });
    await writing;
    await eventually(() => heard.events.length >= 310 || undefined, 15_000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const numbers = numbersIn(heard.events);
    expect(numbers.slice(0, 230)).toEqual(upTo(230, 1));
    expect([...numbers].sort((a, b) => a - b)).toEqual(upTo(310, 1));
  }, 60_000);

  it('hears of the types that were asked for, whatever else was missed', async () => {
    const { owner, project, make, makeAll } = await place.studio();
    const { folder } = await make(0);
    await owner.mutate(deleteItems, { itemIds: [folder.id] });
    await makeAll(upTo(2, 1));
    const after = encodeStreamCursor(project.storedId, 0);
    const all = await place.listen(owner, project, { after });
    const folders = await place.listen(owner, project, { after, types: ['FOLDER_CREATED'] });
    expect(numbersIn(await folders.atLeast(3))).toEqual(upTo(3));
    expect((await all.atLeast(4))[1].activity.type).toBe('FOLDER_DELETED');
  });

  it('hears of what was before they joined, as the activity log tells it: also what was deleted, by its id', async () => {
    const { owner, stranger, organization, project, make } = await place.studio();
    const { folder } = await make(0);
    await owner.mutate(deleteItems, { itemIds: [folder.id] });
    const after = encodeStreamCursor(project.storedId, 0);
    const outside = await place.listen(stranger, project, { after });
    await eventually(() => outside.errors.length > 0 || undefined);
    expect([outside.events, outside.errors[0]!.extensions.code]).toEqual([[], 'BAD_USER_INPUT']);

    await test.app.database.em.execute(
      `insert into organization_members (id, organization_id, user_id, role, revision, created_at, updated_at)
      values (gen_random_uuid(), ?, ?, 'MEMBER', 1, now(), now())`,
      [organization.storedId, stranger.storedId],
    );
    const deletions = `subscription ($id: ID!, $after: String) { projectActivity(projectId: $id, after: $after) { activity { type subjectId } } }`;
    const inside = await place.socketOf(stranger).subscribe(deletions, { id: project.id, after });
    const told = (await inside.atLeast(2)).map(({ activity }) => activity);
    expect(told).toEqual(['FOLDER_CREATED', 'FOLDER_DELETED'].map((type) => ({ type, subjectId: folder.id })));
    const log = 'query ($id: ID!) { project(id: $id) { activity { nodes { type subjectId } } } }';
    expect((await stranger.query(log, { id: project.id })).project.activity.nodes).toEqual(told.reverse());
  });

  it('hears nothing of the past without one', async () => {
    const { owner, project, make, makeAll } = await place.studio();
    await makeAll(upTo(3));
    const heard = await place.listen(owner, project);
    await make(3);
    expect(numbersIn(await heard.atLeast(1))).toEqual([3]);
  });
});

describe('a cursor', () => {
  const refusal = async (person: Person, project: { id: string }, after: string) => {
    const heard = await place.listen(person, project, { after });
    await eventually(() => heard.errors.length > 0 || undefined);
    return heard.errors;
  };

  it('of another stream, or that is none, is bad input', async () => {
    const { owner, organization, project } = await place.studio();
    const bad = { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } };
    for (const after of ['abc', '', encodeStreamCursor(organization.storedId, 1), encodeStreamCursor(project.storedId, -1)]) {
      expect(await refusal(owner, project, after)).toMatchObject([bad]);
    }
  });

  it('tells a stranger nothing of whether there is such a stream', async () => {
    const { stranger, project } = await place.studio();
    const [known] = await refusal(stranger, project, encodeStreamCursor(project.storedId, 1));
    const [unknown] = await refusal(stranger, { id: project.id.replace(/.$/, '0') }, encodeStreamCursor(project.storedId, 1));
    expect(known).toMatchObject({ message: unknown!.message, extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('is expired when the log does not hold what came after it, and also when it is ahead of the log', async () => {
    const { owner, project, makeAll } = await place.studio();
    await makeAll(upTo(5));
    const start = await place.listen(owner, project, { after: encodeStreamCursor(project.storedId, 0) });
    const events = await start.atLeast(5);
    const { database } = test.app;
    await database.em.execute('delete from event_stream_entries where stream_id = ? and position <= 3', [project.storedId]);

    const expired = { extensions: { code: 'CURSOR_EXPIRED', argument: 'after' } };
    const positions = [0, 1, 2, 1_000];
    for (const position of positions)
      expect(await refusal(owner, project, encodeStreamCursor(project.storedId, position))).toMatchObject([expired]);
    const kept = await place.listen(owner, project, { after: encodeStreamCursor(project.storedId, 3) });
    expect(await kept.atLeast(events.length - 3)).toEqual(events.slice(3));

    await database.em.execute('delete from event_stream_entries where stream_id = ?', [project.storedId]);
    expect(await refusal(owner, project, encodeStreamCursor(project.storedId, 4))).toMatchObject([expired]);
    const latest = await place.listen(owner, project, { after: events.at(-1).cursor });
    await makeAll([5]);
    expect(numbersIn(await latest.atLeast(1))).toEqual([5]);
  });
});

describe('announcements that are lost', () => {
  it('are noticed by the next one, and read from the log', async () => {
    const { guest, project, make, makeAll } = await place.studio();
    const heard = await place.listen(guest, project);
    await make(0);
    await heard.atLeast(1);
    await place.unannounced(() => makeAll(upTo(3, 1)));
    await make(4);
    expect(numbersIn(await heard.atLeast(5))).toEqual(upTo(5));
  });
});
