import { TestApp } from '../../testkit/app.js';
import { Client } from '../../testkit/client.js';
import { SettableClock } from '../../testkit/settable-clock.js';

const clock = new SettableClock();
let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start({ clock });
});
afterAll(() => test.close());

const refreshSession = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken refreshToken
  viewer { email } userErrors { code path } } }`;
const refresh = (refreshToken: string) => test.signedOut.mutate(refreshSession, { refreshToken });
const refusal = async (refreshToken: string) => (await test.signedOut.userErrors(refreshSession, { refreshToken }))[0]!.code;
const isSignedIn = async (accessToken: string) =>
  (await new Client(test.url, accessToken).send('{ viewer { email } }')).errors === undefined;

describe('refreshing a session', () => {
  it('goes on with it, for as long as it is refreshed', async () => {
    const ada = await test.world().person('Ada');
    let { refreshToken } = ada;
    for (let month = 0; month < 3; month++) {
      clock.pass({ days: 29 });
      const next = await refresh(refreshToken);
      expect(next.viewer).toEqual({ email: ada.email });
      expect(next.refreshToken).not.toBe(refreshToken);
      expect(await isSignedIn(next.accessToken)).toBe(true);
      refreshToken = next.refreshToken;
    }
    clock.pass({ days: 31 });
    expect(await refusal(refreshToken)).toBe('BAD_CREDENTIALS');
  });

  it('uses a token up, and ends the session when somebody presents it again', async () => {
    const ada = await test.world().person('Ada');
    const next = await refresh(ada.refreshToken);
    clock.pass({ seconds: 11 });
    expect(await isSignedIn(next.accessToken)).toBe(true);

    expect(await refusal(ada.refreshToken)).toBe('BAD_CREDENTIALS');
    expect(await isSignedIn(next.accessToken)).toBe(false);
    expect(await refusal(next.refreshToken)).toBe('BAD_CREDENTIALS');
  });

  it('takes two at the same moment for two tabs, and lets one of them through', async () => {
    const ada = await test.world().person('Ada');
    const answers = await Promise.all(
      [1, 2, 3].map(() => test.signedOut.send(refreshSession, { input: { refreshToken: ada.refreshToken } })),
    );
    const payloads = answers.map(({ data }) => data!.refreshSession);
    const [good] = payloads.filter(({ userErrors }) => userErrors.length === 0);
    expect(payloads.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))).toEqual([
      'CONFLICT',
      'CONFLICT',
    ]);
    expect(await isSignedIn(good.accessToken)).toBe(true);
  });

  it('leaves the other sessions of the person alone', async () => {
    const ada = await test.world().person('Ada');
    const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code } } }`;
    const other = await test.signedOut.mutate(signIn, { email: ada.email, password: 'correct horse battery' });
    await refresh(ada.refreshToken);
    clock.pass({ seconds: 11 });
    expect(await refusal(ada.refreshToken)).toBe('BAD_CREDENTIALS');
    expect(await isSignedIn(other.accessToken)).toBe(true);
  });

  it.each(['', 'made up', 'x'.repeat(100_000), 'nul\0'])('refuses what is no token of ours', async (token) => {
    expect(await refusal(token)).toBe('BAD_CREDENTIALS');
  });

  it('does not take an access token for one', async () => {
    const ada = await test.world().person('Ada');
    expect(await refusal(ada.token!)).toBe('BAD_CREDENTIALS');
  });
});
