import { TestApp } from '../../testkit/app.js';
import { codesOf } from '../../testkit/exchange.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

describe('the viewer', () => {
  it('is null when nobody is signed in, and so are all lists', async () => {
    const query = `{ viewer { email } users { totalCount } organizations { totalCount } projects { totalCount } notifications { totalCount } }`;
    expect(await test.signedOut.query(query)).toEqual({
      viewer: null,
      users: null,
      organizations: null,
      projects: null,
      notifications: null,
    });
  });

  it('is the account of who asks', async () => {
    const ada = await test.world().person('Ada');
    const query = `{ viewer { id email emailVerifiedAt systemRole locale timeZone hasPassword scopes unreadNotificationCount
      user { id username name bio revision email } activity { nodes { type } } } }`;
    const { viewer } = await ada.query(query);
    expect(viewer).toMatchObject({
      id: `viw_${ada.storedId}`,
      email: ada.email,
      emailVerifiedAt: null,
      systemRole: 'USER',
      hasPassword: true,
      unreadNotificationCount: 0,
      user: { id: ada.id, username: ada.username, name: 'Ada', bio: null, revision: 1, email: ada.email },
      activity: { nodes: [{ type: 'USER_SIGNED_UP' }] },
    });
    expect(viewer.scopes).toContain('USER_WRITE');
    expect(viewer.scopes).not.toContain('ADMIN');
  });

  it('has the scope of administrators when they are one', async () => {
    const root = await test.world().systemAdministrator();
    const { viewer } = await root.query('{ viewer { systemRole scopes } }');
    expect(viewer.systemRole).toBe('ADMIN');
    expect(viewer.scopes).toContain('ADMIN');
  });

  it('sees the activity of their account and of nobody else, filtered by type', async () => {
    const [ada, grace] = await Promise.all([test.world().person('Ada'), test.world().person('Grace')]);
    await ada.mutate(`mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { code } } }`, {
      bio: 'Hello',
    });
    const query = `query ($types: [ActivityType!]) { viewer { activity(types: $types) { totalCount nodes { type data } } } }`;
    expect(await ada.query(query, { types: ['USER_PROFILE_CHANGED'] })).toEqual({
      viewer: { activity: { totalCount: 1, nodes: [{ type: 'USER_PROFILE_CHANGED', data: { fields: ['bio'] } }] } },
    });
    expect(await grace.query(query)).toMatchObject({
      viewer: { activity: { totalCount: 1, nodes: [{ type: 'USER_SIGNED_UP' }] } },
    });
  });

  it('must be signed in to change anything', async () => {
    const answers = await Promise.all(
      [
        'updateProfile(input: {})',
        `updateOrganization(input: { organizationId: "org_x" })`,
        `removeMember(input: { organizationId: "org_x", userId: "usr_x" })`,
      ].map((mutation) => test.signedOut.send(`mutation { ${mutation} { userErrors { code } } }`)),
    );
    expect(answers.map(codesOf)).toEqual([['UNAUTHENTICATED'], ['UNAUTHENTICATED'], ['UNAUTHENTICATED']]);
  });
});
