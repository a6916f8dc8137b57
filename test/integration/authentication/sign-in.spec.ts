import { TestApp } from '../../testkit/app.js';
import { Client } from '../../testkit/client.js';
import { PASSWORD, type Person } from '../../testkit/world.js';

let test: TestApp;
let ada: Person;
beforeAll(async () => {
  test = await TestApp.start();
  ada = await test.world().person('Ada');
});
afterAll(() => test.close());

const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken viewer { email user { id } }
  userErrors { code message path } } }`;
const activity = `{ viewer { activity(first: 10) { totalCount nodes { type summary actor { id } subjectId data } } } }`;

describe('signing in', () => {
  it('starts a session for who knows the password, in whatever case the address is written', async () => {
    const payload = await test.signedOut.mutate(signIn, { email: ada.email.toUpperCase(), password: PASSWORD });
    expect(payload).toMatchObject({ viewer: { email: ada.email, user: { id: ada.id } }, refreshToken: expect.any(String) });
    expect(await new Client(test.url, payload.accessToken).query('{ viewer { email } }')).toEqual({
      viewer: { email: ada.email },
    });
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const answers = await Promise.all([
      test.signedOut.send(signIn, { input: { email: ada.email, password: 'wrong horse battery' } }),
      test.signedOut.send(signIn, { input: { email: 'nobody@people.example', password: PASSWORD } }),
      test.signedOut.send(signIn, { input: { email: ada.email, password: '' } }),
    ]);
    expect(answers[0].data!.signIn).toMatchObject({
      accessToken: null,
      viewer: null,
      userErrors: [{ code: 'BAD_CREDENTIALS', path: [] }],
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('is told in the activity of the account, and so is each failure', async () => {
    const grace = await test.world().person('Grace');
    await test.signedOut.userErrors(signIn, { email: grace.email, password: 'wrong horse battery' });
    await test.signedOut.mutate(signIn, { email: grace.email, password: PASSWORD });
    const { viewer } = await grace.query(activity);
    expect(viewer.activity.nodes).toEqual([
      { type: 'USER_SIGNED_IN', summary: 'signed in', actor: { id: grace.id }, subjectId: grace.id, data: {} },
      {
        type: 'USER_SIGN_IN_FAILED',
        summary: 'tried to sign in with a wrong password',
        actor: null,
        subjectId: grace.id,
        data: {},
      },
      { type: 'USER_SIGNED_UP', summary: 'created an account', actor: { id: grace.id }, subjectId: grace.id, data: {} },
    ]);
    expect(viewer.activity.totalCount).toBe(3);
  });

  it('does not choke on a password of a megabyte less a bit', async () => {
    expect(await test.signedOut.userErrors(signIn, { email: ada.email, password: 'x'.repeat(900_000) })).toEqual([
      { code: 'BAD_CREDENTIALS', path: [] },
    ]);
  });
});
