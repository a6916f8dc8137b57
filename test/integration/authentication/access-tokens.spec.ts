import { generateKeyPair, SignJWT } from 'jose';
import { newId } from '../../../src/shared/ids.js';
import { TestApp } from '../../testkit/app.js';
import { expectRefusal, postGraphql } from '../../testkit/exchange.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import type { Person } from '../../testkit/world.js';

const clock = new SettableClock();
let test: TestApp;
let ada: Person;
beforeEach(async () => {
  ada = await test.world().person('Ada');
});
beforeAll(async () => {
  test = await TestApp.start({ clock });
});
afterAll(() => test.close());

const ask = (authorization: string) => postGraphql(test.url, { query: '{ viewer { email } }' }, { authorization });
const unauthenticated = { status: 401, code: 'UNAUTHENTICATED' };

describe('an access token', () => {
  it('signs a request in', async () => {
    const answer = await ask(`Bearer ${ada.token}`);
    expect(answer).toMatchObject({ status: 200, body: { data: { viewer: { email: ada.email } } } });
  });

  it('is refused once its 15 minutes are over', async () => {
    clock.pass({ minutes: 14 });
    expect(await ask(`Bearer ${ada.token}`)).toMatchObject({ status: 200 });
    clock.pass({ minutes: 2 });
    expectRefusal(await ask(`Bearer ${ada.token}`), unauthenticated);
  });

  it('is refused when somebody else has signed it, even under the name of our key', async () => {
    const [header, payload] = ada
      .token!.split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    const { privateKey } = await generateKeyPair(header.alg);
    const forged = await new SignJWT(payload).setProtectedHeader(header).sign(privateKey);
    expectRefusal(await ask(`Bearer ${forged}`), unauthenticated);
  });

  it('is refused when nobody has signed it', async () => {
    const [, payload] = ada.token!.split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    expectRefusal(await ask(`Bearer ${header}.${payload}.`), unauthenticated);
  });

  it('is refused when what it says was changed', async () => {
    const [header, payload, signature] = ada.token!.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...claims, sub: `usr_${newId()}` })).toString('base64url');
    expectRefusal(await ask(`Bearer ${header}.${changed}.${signature}`), unauthenticated);
  });

  it.each(['', 'Bearer', 'Bearer ', 'Bearer x', 'Bearer a.b.c', 'Basic YWRhOnNlY3JldA==', `Bearer ${'x'.repeat(8_000)}`, 'null'])(
    'is refused when it is none: %.20s',
    async (authorization) => {
      expectRefusal(await ask(authorization), unauthenticated);
    },
  );

  it('is no longer good when the account is gone', async () => {
    await test.app.database.em.execute('delete from users where id = ?', [ada.storedId]);
    expectRefusal(await ask(`Bearer ${ada.token}`), unauthenticated);
  });

  it('that is bad lets no mutation through', async () => {
    const query = `mutation { createOrganization(input: { name: "Ghost", slug: "ghost" }) { userErrors { code } } }`;
    expectRefusal(await postGraphql(test.url, { query }, { authorization: 'Bearer x' }), unauthenticated);
    const rows = await test.app.database.em.execute(`select 1 from organizations where slug = 'ghost'`);
    expect(rows).toEqual([]);
  });
});
