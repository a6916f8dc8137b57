import { TestApp } from '../../testkit/app.js';
import { PASSWORD } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken userErrors { code } } }`;
const refreshSession = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken refreshToken userErrors { code } } }`;

/** All rows of all tables, as text. */
async function wholeDatabase(): Promise<string> {
  const { em } = test.app.database;
  const tables = await em.execute<{ name: string }[]>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => em.fork().execute(`select row_to_json(t)::text as row from ${name} t`)),
  );
  return JSON.stringify(rows);
}

describe('secrets', () => {
  it('are nowhere in the database as they are: neither passwords nor tokens, nor what was tried', async () => {
    const ada = await test.world().person('Ada');
    const signedIn = await test.signedOut.mutate(signIn, { email: ada.email, password: PASSWORD });
    await test.signedOut.userErrors(signIn, { email: ada.email, password: 'almost the right one' });
    const refreshed = await test.signedOut.mutate(refreshSession, { refreshToken: signedIn.refreshToken });
    await test.app.settle();

    const stored = await wholeDatabase();
    expect(stored).toContain(ada.email);
    expect(stored).toContain('user.sign-in-failed');
    const secrets = [
      PASSWORD,
      'almost the right one',
      ada.token!,
      ada.refreshToken,
      ...[signedIn, refreshed].flatMap((of) => [of.accessToken, of.refreshToken]),
    ];
    for (const secret of secrets) expect(stored).not.toContain(secret);
  });
});
