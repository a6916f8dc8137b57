import { TestApp } from '../../testkit/app.js';
import { Client } from '../../testkit/client.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken accessTokenExpiresAt refreshToken
  viewer { email emailVerifiedAt hasPassword systemRole locale timeZone user { username name } } userErrors { code message path params } } }`;

const password = 'correct horse battery';

describe('signing up', () => {
  it('makes an account and signs in to it', async () => {
    const payload = await test.signedOut.mutate(signUp, {
      email: 'Ada@Example.org',
      name: ' Ada Lovelace ',
      password,
      username: 'Ada.L',
    });
    expect(payload.viewer).toEqual({
      email: 'ada@example.org',
      emailVerifiedAt: null,
      hasPassword: true,
      systemRole: 'USER',
      locale: 'en',
      timeZone: 'UTC',
      user: { username: 'ada.l', name: 'Ada Lovelace' },
    });
    expect(Date.parse(payload.accessTokenExpiresAt)).toBeGreaterThan(Date.now());
    const ada = new Client(test.url, payload.accessToken);
    expect(await ada.query('{ viewer { email } }')).toEqual({ viewer: { email: 'ada@example.org' } });
  });

  it('makes up a username of the address, and another one when that is taken', async () => {
    const first = await test.signedOut.mutate(signUp, { email: 'grace+home@example.org', name: 'Grace', password });
    const second = await test.signedOut.mutate(signUp, { email: 'grace@example.com', name: 'Grace', password });
    expect(first.viewer.user.username).toBe('grace');
    expect(second.viewer.user.username).toMatch(/^grace-[0-9a-f]{4}$/);
  });

  it('refuses an address and a username that are taken, in whatever case', async () => {
    await test.signedOut.mutate(signUp, { email: 'alan@example.org', name: 'Alan', password, username: 'alan' });
    expect(
      await test.signedOut.userErrors(signUp, { email: 'ALAN@example.org', name: 'Alan', password, username: 'AlaN' }),
    ).toEqual([
      { code: 'TAKEN', path: ['input', 'email'] },
      { code: 'TAKEN', path: ['input', 'username'] },
    ]);
  });

  it('tells all that is wrong at once, and makes nothing', async () => {
    const input = { email: `${'a'.repeat(250)}@example.org`, name: '   ', password: 'short', username: 'a b' };
    const { data } = await test.signedOut.send(signUp, { input });
    expect(data!.signUp).toMatchObject({ accessToken: null, refreshToken: null, viewer: null });
    expect(data!.signUp.userErrors).toMatchObject([
      { code: 'TOO_LONG', path: ['input', 'email'], params: { max: 254 } },
      { code: 'TOO_SHORT', path: ['input', 'password'], params: { min: 10 } },
      { code: 'REQUIRED', path: ['input', 'name'] },
      { code: 'INVALID', path: ['input', 'username'] },
    ]);
  });

  it.each([
    ['one that everybody tries', 'password1234'],
    ['one letter many times', 'aaaaaaaaaaaa'],
    ['the own address', 'emmy@example.org'],
    ['the own username', 'emmy-noether'],
  ])('refuses a weak password: %s', async (_, weak) => {
    const input = { email: 'emmy@example.org', name: 'Emmy', username: 'emmy-noether', password: weak };
    expect(await test.signedOut.userErrors(signUp, input)).toEqual([{ code: 'WEAK_PASSWORD', path: ['input', 'password'] }]);
  });

  it('makes one account when two ask for the same address at once', async () => {
    const attempts = await Promise.all(
      [1, 2, 3].map((number) =>
        test.signedOut.send(signUp, { input: { email: 'race@example.org', name: 'Race', password, username: `race-${number}` } }),
      ),
    );
    const codes = attempts.map(({ data }) => data!.signUp.userErrors.map(({ code }: { code: string }) => code));
    expect(codes.filter((of) => of.length === 0)).toHaveLength(1);
    expect(codes.filter((of) => of.length > 0)).toEqual([['TAKEN'], ['TAKEN']]);
  });
});

describe('where signing up is closed', () => {
  it('is refused', async () => {
    const closed = await TestApp.start({ config: { signUp: 'closed' } });
    try {
      expect(await closed.signedOut.userErrors(signUp, { email: 'a@example.org', name: 'A', password })).toEqual([
        { code: 'FORBIDDEN', path: [] },
      ]);
    } finally {
      await closed.close();
    }
  });
});
