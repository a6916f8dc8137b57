import { TestApp } from '../../testkit/app.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
let ada: Person;
beforeAll(async () => {
  test = await TestApp.start();
});
beforeEach(async () => {
  ada = await test.world().person('Ada');
});
afterAll(() => test.close());

const updateProfile = `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
  viewer { locale timeZone user { name username bio revision updatedAt } } userErrors { code path params } } }`;
const profile = `{ viewer { locale timeZone user { name username bio revision updatedAt } } }`;

describe('updating the profile', () => {
  it('changes all that is given', async () => {
    const before = await ada.query(profile);
    const username = `${ada.username.slice(0, 12)}.renamed`;
    const changes = {
      name: ' Ada King ',
      username: username.toUpperCase(),
      bio: 'Notes on the\nAnalytical Engine',
      locale: 'de-ch',
      timeZone: 'Europe/Zurich',
    };
    const { viewer } = await ada.mutate(updateProfile, changes);
    expect(viewer).toMatchObject({
      locale: 'de-CH',
      timeZone: 'Europe/Zurich',
      user: { name: 'Ada King', username, bio: 'Notes on the\nAnalytical Engine', revision: 2 },
    });
    expect(Date.parse(viewer.user.updatedAt)).toBeGreaterThanOrEqual(Date.parse(before.viewer.user.updatedAt));
    expect(await ada.query(profile)).toEqual({ viewer });
  });

  it('leaves what is absent, and clears a bio of null', async () => {
    await ada.mutate(updateProfile, { bio: 'Hello', locale: 'fr' });
    const { viewer } = await ada.mutate(updateProfile, { bio: null });
    expect(viewer).toMatchObject({ locale: 'fr', user: { name: 'Ada', username: ada.username, bio: null, revision: 3 } });
  });

  it('counts nothing as a change that changes nothing', async () => {
    const { viewer } = await ada.mutate(updateProfile, { name: 'Ada', bio: null });
    expect(viewer.user.revision).toBe(1);
    const { viewer: after } = await ada.query(`{ viewer { activity(types: [USER_PROFILE_CHANGED]) { totalCount } } }`);
    expect(after.activity.totalCount).toBe(0);
  });

  it('refuses a stale revision, and answers what is there now', async () => {
    await ada.mutate(updateProfile, { name: 'Ada King', expectedRevision: 1 });
    const { updateProfile: payload } = await ada.query(updateProfile, { input: { name: 'Ada Byron', expectedRevision: 1 } });
    expect(payload.userErrors).toEqual([{ code: 'CONFLICT', path: ['input', 'expectedRevision'], params: null }]);
    expect(payload.viewer.user).toMatchObject({ name: 'Ada King', revision: 2 });
    expect((await ada.query(profile)).viewer.user.name).toBe('Ada King');
  });

  it('lets one of several changes of the same revision through', async () => {
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((name) => ada.query(updateProfile, { input: { name, expectedRevision: 1 } })),
    );
    const codes = answers.flatMap(({ updateProfile: { userErrors } }) => userErrors.map(({ code }: { code: string }) => code));
    expect(codes).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT']);
    expect((await ada.query(profile)).viewer.user.revision).toBe(2);
  });

  it('refuses a username that is taken, and keeps the rest as it was', async () => {
    const grace = await test.world().person('Grace');
    const input = { name: 'Somebody', username: grace.username.toUpperCase() };
    expect(await ada.userErrors(updateProfile, input)).toEqual([{ code: 'TAKEN', path: ['input', 'username'] }]);
    expect((await ada.query(profile)).viewer.user).toMatchObject({ name: 'Ada', username: ada.username, revision: 1 });
  });

  it('tells all that is wrong at once', async () => {
    const input = { name: 'x'.repeat(121), username: 'a', bio: 'x'.repeat(501), locale: 'no language', timeZone: 'Mars/Olympus' };
    expect(await ada.userErrors(updateProfile, input)).toEqual([
      { code: 'TOO_LONG', path: ['input', 'name'] },
      { code: 'TOO_SHORT', path: ['input', 'username'] },
      { code: 'TOO_LONG', path: ['input', 'bio'] },
      { code: 'INVALID', path: ['input', 'locale'] },
      { code: 'INVALID', path: ['input', 'timeZone'] },
    ]);
  });

  it.each(['name', 'username', 'locale', 'timeZone'])('does not clear the %s', async (field) => {
    expect(await ada.userErrors(updateProfile, { [field]: null })).toEqual([{ code: 'REQUIRED', path: ['input', field] }]);
  });
});
