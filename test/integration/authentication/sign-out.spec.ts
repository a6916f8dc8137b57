import { TestApp } from '../../testkit/app.js';
import { Client } from '../../testkit/client.js';
import { codesOf } from '../../testkit/exchange.js';
import { PASSWORD } from '../../testkit/world.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const signOut = 'mutation { signOut { userErrors { code } } }';
const refreshSession = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { userErrors { code path } } }`;
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code } } }`;

describe('signing out', () => {
  it('makes the tokens of the session useless at once', async () => {
    const ada = await test.world().person('Ada');
    expect(await ada.query(signOut)).toEqual({ signOut: { userErrors: [] } });

    const answer = await ada.send('{ viewer { email } }');
    expect(answer.data).toBeUndefined();
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
    expect(await test.signedOut.userErrors(refreshSession, { refreshToken: ada.refreshToken })).toMatchObject([
      { code: 'BAD_CREDENTIALS' },
    ]);
  });

  it('lets other sessions be, and one may sign in again', async () => {
    const ada = await test.world().person('Ada');
    const { accessToken } = await test.signedOut.mutate(signIn, { email: ada.email, password: PASSWORD });
    await ada.query(signOut);
    expect(await new Client(test.url, accessToken).query('{ viewer { email } }')).toEqual({ viewer: { email: ada.email } });
    await test.signedOut.mutate(signIn, { email: ada.email, password: PASSWORD });
  });

  it('needs somebody who is signed in', async () => {
    expect(codesOf(await test.signedOut.send(signOut))).toEqual(['UNAUTHENTICATED']);
  });
});
