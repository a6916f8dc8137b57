import { encodeStreamCursor } from '../../../src/shared/stream-cursor.js';
import { TestApp } from '../../testkit/app.js';
import { eventually } from '../../testkit/socket.js';
import { numbersIn, StreamedPlace, upTo } from '../../testkit/streamed-place.js';

let test: TestApp;
let place: StreamedPlace;
beforeAll(async () => {
  // What is looked for every half a minute else.
  test = await TestApp.start({ doubt: 600 });
  place = new StreamedPlace(test);
});
afterAll(async () => {
  await place.close();
  await test.close();
});

describe('a stream that has nothing to tell', () => {
  it('moves the cursor on past what was not asked for, so that it stays young', async () => {
    const { owner, project, makeAll } = await place.studio();
    const heard = await place.listen(owner, project, { types: ['FOLDER_DELETED'] });
    await makeAll(upTo(3));
    const cursor = encodeStreamCursor(project.storedId, 3);
    await eventually(() => heard.events.some((event) => event.cursor === cursor) || undefined);
    expect(heard.events.map(({ activity }) => activity)).toEqual(heard.events.map(() => null));

    const resumed = await place.listen(owner, project, { after: cursor });
    await makeAll([3]);
    const told = () => resumed.events.filter(({ activity }) => activity !== null);
    await eventually(() => told().length > 0 || undefined);
    expect(numbersIn(told())).toEqual([3]);
  });

  it('says so of notifications, too', async () => {
    const { guest } = await place.studio();
    const heard = await place
      .socketOf(guest)
      .subscribe('subscription { notificationChanged { cursor type notification { id } } }');
    expect(await heard.atLeast(1)).toMatchObject([{ type: 'CHECKPOINT', notification: null }]);
  });
});

describe('an announcement that is lost, and none after it', () => {
  it('is found a while later', async () => {
    const { guest, project, makeAll } = await place.studio();
    const heard = await place.listen(guest, project);
    await place.unannounced(() => makeAll(upTo(3)));
    const told = () => heard.events.filter(({ activity }) => activity !== null);
    await eventually(() => told().length >= 3 || undefined);
    expect(numbersIn(told())).toEqual(upTo(3));
  });
});
