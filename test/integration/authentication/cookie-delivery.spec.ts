import { TestApp } from '../../testkit/app.js';
import { postGraphql } from '../../testkit/exchange.js';
import { PASSWORD, type Person } from '../../testkit/world.js';

let test: TestApp;
let ada: Person;
beforeAll(async () => {
  test = await TestApp.start();
  ada = await test.world().person('Ada');
});
afterAll(() => test.close());

const tokens = 'accessToken refreshToken userErrors { code path }';
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { ${tokens} } }`;
const refreshSession = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { ${tokens} viewer { email } } }`;

const signInByCookie = () =>
  postGraphql(test.url, {
    query: signIn,
    variables: { input: { email: ada.email, password: PASSWORD, tokenDelivery: 'COOKIE' } },
  });
const refresh = (cookie: string | null, input: object = {}) =>
  postGraphql(test.url, { query: refreshSession, variables: { input } }, cookie === null ? {} : { cookie });

/** What a browser would send back. */
const cookieOf = ({ headers }: { headers: Headers }) => headers.get('set-cookie')!.split(';')[0]!;

describe('a refresh token in a cookie', () => {
  it('is out of the reach of scripts and of other sites, and not in the body', async () => {
    const answer = await signInByCookie();
    expect(answer.body.data.signIn).toMatchObject({ refreshToken: null, accessToken: expect.any(String), userErrors: [] });
    const [pair, ...attributes] = answer.headers.get('set-cookie')!.split('; ');
    const [name, token] = pair!.split('=');
    expect(name).toBe('atrium_refresh');
    expect(attributes.sort()).toEqual(['HttpOnly', `Max-Age=${30 * 86_400}`, 'Path=/graphql', 'SameSite=Strict']);
    expect(token!.length).toBeGreaterThan(40);
    expect(answer.text).not.toContain(token);
  });

  it('refreshes the session without being named, and is replaced', async () => {
    const before = cookieOf(await signInByCookie());
    const answer = await refresh(`theme=dark; ${before}`);
    expect(answer.body.data.refreshSession).toMatchObject({
      refreshToken: null,
      accessToken: expect.any(String),
      viewer: { email: ada.email },
    });
    expect(cookieOf(answer)).not.toBe(before);
    expect((await refresh(cookieOf(answer))).body.data.refreshSession.userErrors).toEqual([]);
  });

  it('is taken away once it is good for nothing', async () => {
    const answer = await refresh('atrium_refresh=made-up');
    expect(answer.body.data.refreshSession.userErrors).toEqual([{ code: 'BAD_CREDENTIALS', path: ['input', 'refreshToken'] }]);
    expect(answer.headers.get('set-cookie')).toMatch(/^atrium_refresh=;.*Max-Age=0/);
  });

  it('is left alone when another tab has used it a moment ago', async () => {
    const cookie = cookieOf(await signInByCookie());
    await refresh(cookie);
    const answer = await refresh(cookie);
    expect(answer.body.data.refreshSession.userErrors).toEqual([{ code: 'CONFLICT', path: ['input', 'refreshToken'] }]);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('goes with the session', async () => {
    const started = await signInByCookie();
    const authorization = `Bearer ${started.body.data.signIn.accessToken}`;
    const answer = await postGraphql(
      test.url,
      { query: 'mutation { signOut { userErrors { code } } }' },
      { authorization, cookie: cookieOf(started) },
    );
    expect(answer.headers.get('set-cookie')).toMatch(/^atrium_refresh=;.*Max-Age=0/);
    expect((await refresh(cookieOf(started))).body.data.refreshSession.userErrors).toMatchObject([{ code: 'BAD_CREDENTIALS' }]);
  });
});

describe('without a cookie', () => {
  it('the token comes in the body, and no cookie is set', async () => {
    const answer = await refresh(null, { refreshToken: ada.refreshToken });
    expect(answer.body.data.refreshSession).toMatchObject({ refreshToken: expect.any(String), userErrors: [] });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('a token must be given', async () => {
    expect((await refresh(null)).body.data.refreshSession.userErrors).toEqual([
      { code: 'REQUIRED', path: ['input', 'refreshToken'] },
    ]);
  });
});
