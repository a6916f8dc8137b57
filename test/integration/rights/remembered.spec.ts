import { generateKeyPair, SignJWT } from 'jose';
import { tokenKey } from '../../../src/auth/token-key.js';
import { RememberedRequesters } from '../../../src/server/remembered-requesters.js';
import { Requester } from '../../../src/shared/requester.js';
import { TestApp } from '../../testkit/app.js';
import { GuardedReader } from '../../testkit/guarded-reader.js';
import { changeMemberRole, deleteOrganization, removeMember, restoreOrganization } from '../../testkit/operations.js';
import { sessionOf } from '../../testkit/session-of.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import { Client } from '../../testkit/client.js';

const clock = new SettableClock();
let here: TestApp;
let there: TestApp;
let reader: GuardedReader;
beforeAll(async () => {
  here = await TestApp.start({ clock });
  there = await TestApp.start({ clock, databaseUrl: here.databaseUrl, config: { dataDir: here.dataDir } });
  reader = await GuardedReader.of(here, clock);
});
afterAll(async () => {
  await there.close();
  await here.close();
});

const signOut = 'mutation { signOut { userErrors { code path message } } }';
const unauthenticated = { extensions: { code: 'UNAUTHENTICATED' } };
/** Their own client at the other server. */
const at = (test: TestApp, { token }: { token: string | null }) => new Client(test.url, token);

describe('who is remembered', () => {
  it('is read for by one statement', async () => {
    const { member, organization } = await here.world().studio();
    expect(await reader.read(member.token)).toEqual({ names: [organization.name], guarded: false });
    const statements = await here.statementsOf(async () => {
      expect(await reader.read(member.token)).toEqual({ names: [organization.name], guarded: true });
    });
    expect(statements).toHaveLength(1);
  });

  it('who is nobody, too', async () => {
    expect(await reader.read(null)).toEqual({ names: [], guarded: true });
  });

  it('sees the very next moment what another server changed of their rights', async () => {
    const { owner, member, guest, stranger, organization } = await here.world().studio();
    const [admin, boss] = [at(there, owner), at(there, owner)];
    const everyone = [owner, member, guest, stranger];
    for (const one of everyone) await reader.read(one.token);
    const names = () => Promise.all(everyone.map(async ({ token }) => (await reader.read(token)).names.length));

    await admin.mutate(removeMember, { organizationId: organization.id, userId: member.id });
    expect(await names()).toEqual([1, 0, 1, 0]);
    await boss.mutate(deleteOrganization, { organizationId: organization.id, confirmSlug: organization.slug });
    expect(await names()).toEqual([0, 0, 0, 0]);
    await boss.mutate(restoreOrganization, { organizationId: organization.id });
    expect(await names()).toEqual([1, 0, 1, 0]);
    expect(await reader.read(owner.token)).toMatchObject({ guarded: true });
  });

  it('is found out anew after each change, and only then', async () => {
    const { owner, member, organization } = await here.world().studio();
    for (const role of ['GUEST', 'ADMIN', 'MEMBER']) {
      await reader.read(member.token);
      await at(there, owner).mutate(changeMemberRole, { organizationId: organization.id, userId: member.id, role });
      const guarded = [await reader.read(member.token), await reader.read(member.token)].map((answer) => answer.guarded);
      expect(guarded).toEqual([false, true]);
    }
  });

  it('is nobody any more once they have signed out, wherever that was', async () => {
    const ada = await here.world().person();
    await reader.read(ada.token);
    await at(there, ada).query(signOut);
    await expect(reader.read(ada.token)).rejects.toMatchObject(unauthenticated);
    await expect(reader.read(ada.token)).rejects.toMatchObject(unauthenticated);
  });

  it('is nobody any more once the session is over, or the account gone', async () => {
    const [ada, bob] = [await here.world().person(), await here.world().person()];
    for (const one of [ada, bob]) await reader.read(one.token);
    const change = (text: string, id: string) => here.app.database.rows({ text, values: [id] });
    await change(`update sessions set expires_at = now() - interval '1 day' where id = $1`, sessionOf(ada));
    await change('delete from users where id = $1', bob.storedId);
    for (const one of [ada, bob]) await expect(reader.read(one.token)).rejects.toMatchObject(unauthenticated);
  });

  it('is nobody any more once the token has expired', async () => {
    const ada = await here.world().person();
    await reader.read(ada.token);
    clock.pass({ minutes: 14 });
    expect(await reader.read(ada.token)).toMatchObject({ guarded: true });
    clock.pass({ minutes: 1 });
    await expect(reader.read(ada.token)).rejects.toMatchObject(unauthenticated);
    expect(reader.remembered.get(tokenKey(ada.token!))).toBeNull();
  });

  it('is not taken for another token of the same person that is good for less, nor the other way round', async () => {
    const ada = await here.world().person();
    const narrow = await here.world().narrowed(ada, 'USER_READ');
    for (const { token } of [ada, narrow, ada, narrow]) await reader.read(token);
    const scopes = (token: string) => reader.remembered.get(tokenKey(token))!.narrowedTo;
    expect([scopes(ada.token!), scopes(narrow.token!)]).toEqual([null, ['USER_READ']]);
  });

  it('is not found by a token that says the same and was signed by somebody else', async () => {
    const ada = await here.world().person();
    await reader.read(ada.token);
    const [header, payload] = ada
      .token!.split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    const { privateKey } = await generateKeyPair(header.alg);
    const forged = await new SignJWT(payload).setProtectedHeader(header).sign(privateKey);
    await expect(reader.read(forged)).rejects.toMatchObject(unauthenticated);
    expect(reader.remembered.get(tokenKey(forged))).toBeNull();
  });
});

describe('the memory', () => {
  const requester = (roles: number, minutes = 15) =>
    new Requester({
      userId: 'u',
      sessionId: 's',
      rightsStamp: 0,
      systemRole: 'USER',
      scopes: [],
      narrowedTo: null,
      validUntil: new Date(clock.now().getTime() + minutes * 60_000),
      organizations: Object.fromEntries(Array.from({ length: roles }, (_, i) => [`${i}`, 'GUEST' as const])),
      projects: {},
    });

  it('is bounded, whatever number of good tokens somebody gets', () => {
    const memory = new RememberedRequesters(clock);
    const one = requester(0);
    for (let i = 0; i < 100_000; i++) memory.remember(`token ${i}`, one);
    expect(memory.size).toBeLessThan(35_000);
    expect(memory.get('token 99999')).toBe(one);
  });

  it('is not filled by one person who is everywhere', () => {
    const memory = new RememberedRequesters(clock);
    memory.remember('one', requester(10));
    const everywhere = requester(10_000);
    for (let i = 0; i < 100; i++) memory.remember(`another ${i}`, everywhere);
    expect([memory.size, memory.get('one') !== null]).toEqual([1, true]);
  });

  it('keeps nothing of bad tokens', async () => {
    const before = reader.remembered.size;
    for (const bad of ['x', 'a.b.c', 'x'.repeat(8_000)]) await expect(reader.read(bad)).rejects.toMatchObject(unauthenticated);
    expect(reader.remembered.size).toBe(before);
  });
});
