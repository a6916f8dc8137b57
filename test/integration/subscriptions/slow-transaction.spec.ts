import { TestApp } from '../../testkit/app.js';
import { rowsOf } from '../../testkit/database.js';
import { expectNobodyHeldUp } from '../../testkit/held-open.js';
import { WatchedPlace } from '../../testkit/watched-place.js';

let test: TestApp;
let place: WatchedPlace;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(async () => {
  await place?.close();
  await test.close();
});

describe('a transaction that stays open while fifty others write', () => {
  it('holds up nobody, and who resumes meanwhile hears it too', async () => {
    const installation = {
      url: test.url,
      rows: <T extends object>(text: string, values?: unknown[]) => rowsOf<T>(test.databaseUrl, text, values),
    };
    place = await WatchedPlace.in(installation);
    place.listen(2);
    await expectNobodyHeldUp(place, installation);
  });
});
