import { createHash } from 'node:crypto';
import type { SubscribePayload } from 'graphql-ws';
import { IdempotencyKeys } from '../../../src/services/idempotency/idempotency-keys.js';
import { IdempotencyKeyEntity } from '../../../src/entities/relational/idempotency-key.entity.js';
import { deleteExpiredKeys } from '../../../src/services/idempotency/delete-expired-keys.js';
import { newId } from '../../../src/shared/ids.js';
import { TestApp } from '../../testkit/app.js';
import { exchange, expectRefusal, postGraphql } from '../../testkit/exchange.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import { Socket } from '../../testkit/socket.js';
import { PASSWORD, type Person } from '../../testkit/world.js';

const clock = new SettableClock();
let test: TestApp;
let ada: Person;
beforeAll(async () => {
  test = await TestApp.start({ clock });
  ada = await test.world().person('Ada');
});
afterAll(() => test.close());

const create = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) {
  organization { id name } userErrors { code path } } }`;
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken userErrors { code } } }`;
const refresh = `mutation { refreshSession(input: {}) { accessToken userErrors { code } } }`;

const send = (key: string, request: object, by: Person | null = ada, headers: Record<string, string> = {}) =>
  postGraphql(test.url, request, {
    'idempotency-key': key,
    ...(by && { authorization: `Bearer ${by.token}` }),
    ...headers,
  });
const creating = (name: string) => ({ query: create, variables: { input: { name } } });
const rows = (sql: string, values: unknown[] = []) => test.app.database.rows<any>({ text: sql, values });
const organizationsNamed = async (name: string) => (await rows('select id from organizations where name = $1', [name])).length;

describe('a mutation with an idempotency key', () => {
  it('is carried out once; whoever sends it again gets the first answer', async () => {
    const key = newId();
    const first = await send(key, creating('Once'));
    expect(first.body.data.createOrganization).toMatchObject({ organization: { name: 'Once' }, userErrors: [] });
    expect(first.headers.get('idempotency-replayed')).toBeNull();

    const again = await send(`"${key}"`, creating('Once'));
    expect(again).toMatchObject({ status: 200, text: first.text });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await organizationsNamed('Once')).toBe(1);
  });

  it('is carried out once, too, when it comes five times at once', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(key, creating('At once'))));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.has('idempotency-replayed'))).toHaveLength(4);
    expect(await organizationsNamed('At once')).toBe(1);
  });

  it('is the same in whichever order its variables stand', async () => {
    const key = newId();
    const input = { name: 'Order', description: 'x' };
    const { text } = await send(key, { query: create, variables: { input } });
    const turned = { description: 'x', name: 'Order' };
    expect(await send(key, { variables: { input: turned }, query: create })).toMatchObject({ status: 200, text });
  });

  it('is refused with what is asked for another', async () => {
    const key = newId();
    await send(key, creating('First'));
    const others = [
      creating('Second'),
      { ...creating('First'), query: `${create} ` },
      { ...creating('First'), query: create.replace('mutation', 'mutation A'), operationName: 'A' },
    ];
    for (const other of others) expectRefusal(await send(key, other), { status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await organizationsNamed('Second')).toBe(0);
  });

  it('replays what was refused, too', async () => {
    const key = newId();
    const refused = await send(key, creating(''));
    expect(refused.body.data.createOrganization.userErrors).toMatchObject([{ path: ['input', 'name'] }]);
    expect((await send(key, creating(''))).headers.get('idempotency-replayed')).toBe('true');
  });

  it('belongs to who sent it', async () => {
    const key = newId();
    const bob = await test.world().person('Bob');
    const [hers, his] = [await send(key, creating('Shared key')), await send(key, creating('Shared key'), bob)];
    expect(his.headers.get('idempotency-replayed')).toBeNull();
    expect(his.body.data.createOrganization.organization.id).not.toBe(hers.body.data.createOrganization.organization.id);
  });

  it.each(['', '""', 'x'.repeat(256), 'schl\u00fcssel', '"open'])('is refused when the key is %p', async (key) => {
    expectRefusal(await send(key, creating('Malformed')), { status: 400, code: 'BAD_USER_INPUT' });
    expect(await organizationsNamed('Malformed')).toBe(0);
  });

  it('costs three statements more', async () => {
    const without = await test.statementsOf(() => ada.query(create, creating('Cheap').variables));
    const withKey = await test.statementsOf(() => send(newId(), creating('Cheap')));
    expect(withKey.length - without.length).toBe(3);
    const replayed = newId();
    await send(replayed, creating('Cheaper'));
    const replay = await test.statementsOf(() => send(replayed, creating('Cheaper')));
    expect(replay.filter((sql) => sql.includes('idempotency_keys'))).toHaveLength(2);
  });

  it('may be repeated after a day, when its key is deleted', async () => {
    const key = newId();
    await send(key, creating('Daily'));
    clock.pass({ minutes: 24 * 60 - 1 });
    ada = await signedInAgain(ada);
    expect((await send(key, creating('Daily'))).headers.get('idempotency-replayed')).toBe('true');
    const kept = await countKeys();
    await deleteExpiredKeys(test.app.database.em, clock);
    expect(await countKeys()).toBe(kept);

    clock.pass({ minutes: 1 });
    expect((await send(key, creating('Daily'))).headers.get('idempotency-replayed')).toBeNull();
    expect(await organizationsNamed('Daily')).toBe(2);
    await deleteExpiredKeys(test.app.database.em, clock);
    expect(await countKeys()).toBeLessThan(kept);
    expect((await send(key, creating('Daily'))).headers.get('idempotency-replayed')).toBe('true');
  });
});

const countKeys = () => test.app.database.em.count(IdempotencyKeyEntity);

describe('what changed nothing is not kept', () => {
  it.each([
    ['a document that is no GraphQL', { query: 'mutation {' }],
    ['a document that does not fit', { query: 'mutation { dropTables }' }],
    ['variables that do not fit', { query: create, variables: { input: { name: 1 } } }],
  ])('%s', async (_, request) => {
    const key = newId();
    const before = await rows('select 1 from idempotency_keys');
    expect((await send(key, request)).body.errors).toHaveLength(1);
    expect(await rows('select 1 from idempotency_keys')).toHaveLength(before.length);
    expect((await send(key, creating('After a refusal'))).body.data.createOrganization.userErrors).toEqual([]);
  });

  it('variables that are nested too deeply', async () => {
    const variables = `{"input": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    const answer = await exchange(`${test.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': newId(), authorization: `Bearer ${ada.token}` },
      body: `{"query": ${JSON.stringify(create)}, "variables": ${variables}}`,
    });
    expectRefusal(answer, { status: 400, code: 'BAD_USER_INPUT' });
  });

  it('a request of who must sign in first', async () => {
    const key = newId();
    expect((await send(key, creating('Signed out'), null)).body.errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(await send(key, creating('Signed out'), null)).toMatchObject({
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    expect((await send(key, creating('Bad token'), null, { authorization: 'Bearer x' })).status).toBe(401);
  });

  it('a query, which needs no key', async () => {
    for (const key of ['', newId()]) {
      expect((await send(key, { query: '{ viewer { email } }' })).body).toEqual({ data: { viewer: { email: ada.email } } });
    }
  });
});

describe('who is not signed in', () => {
  const signingIn = (password: string, tokenDelivery = 'BODY') => ({
    query: signIn,
    variables: { input: { email: ada.email, password, tokenDelivery } },
  });

  it('gets the tokens again with the same password only', async () => {
    const key = newId();
    const first = await send(key, signingIn(PASSWORD), null);
    expect(await send(key, signingIn(PASSWORD), null)).toMatchObject({ text: first.text });
    expectRefusal(await send(key, signingIn('wrong'), null), { status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('gets the cookie again', async () => {
    const key = newId();
    const first = await send(key, signingIn(PASSWORD, 'COOKIE'), null);
    const again = await send(key, signingIn(PASSWORD, 'COOKIE'), null);
    expect(first.headers.get('set-cookie')).toMatch(/^atrium_refresh=[^;]{40}/);
    expect(again.headers.get('set-cookie')).toBe(first.headers.get('set-cookie'));
  });

  it('refreshes a session with the cookie once, and nobody else gets it by the same key', async () => {
    const cookieOf = async () =>
      (await send(newId(), signingIn(PASSWORD, 'COOKIE'), null)).headers.get('set-cookie')!.split(';')[0]!;
    const [hers, his] = [await cookieOf(), await cookieOf()];
    const first = await send('1', { query: refresh }, null, { cookie: hers });
    const again = await send('1', { query: refresh }, null, { cookie: hers });
    expect(again).toMatchObject({ text: first.text });
    expect(again.headers.get('set-cookie')).toBe(first.headers.get('set-cookie'));

    const other = await send('1', { query: refresh }, null, { cookie: his });
    expect(other.headers.get('idempotency-replayed')).toBeNull();
    expect(other.text).not.toBe(first.text);
    expect((await send('1', { query: refresh }, null)).headers.get('idempotency-replayed')).toBeNull();
  });

  it('leaves nothing in the database that tells what was asked or answered', async () => {
    const key = newId();
    const { body } = await send(key, signingIn(PASSWORD), null);
    const kept = await rows(`select row_to_json(k) as row, encode(answer, 'escape') as answer from idempotency_keys k`);
    const dump = JSON.stringify(kept);
    for (const secret of [key, body.data.signIn.accessToken, body.data.signIn.refreshToken, ada.email, PASSWORD]) {
      expect(dump).not.toContain(secret);
    }
    // Whoever guesses the password has nothing to try it against.
    const guess = JSON.stringify([signIn, null, signingIn(PASSWORD).variables]);
    expect(dump).not.toContain(createHash('sha256').update(guess).digest('base64url'));
  });
});

describe('files', () => {
  const upload = `mutation ($input: UploadFileInput!) { uploadFile(input: $input) { file { id size } userErrors { code } } }`;

  it('are uploaded once; other bytes under the same key are refused', async () => {
    const world = test.world();
    const project = await world.project(await world.organization([[ada, 'OWNER']]));
    const headers = { 'idempotency-key': newId() };
    const send = (bytes: string, name = 'a.txt') =>
      ada.upload(upload, { folderId: project.rootFolderId, name: 'a.txt' }, { name, bytes }, headers);

    const first = await send('x'.repeat(200_000));
    expect(first.userErrors).toEqual([]);
    expect(await send('x'.repeat(200_000))).toEqual(first);
    await expect(send('y'.repeat(200_000))).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    await expect(send('x'.repeat(200_000), 'b.txt')).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    expect(await rows('select 1 from files where project_id = $1', [project.storedId])).toHaveLength(1);
  });
});

describe('what a crash leaves', () => {
  /** As a server that dies would leave it: the claim of that key is not alive any more, and there is no answer. */
  const crash = (key: string, committed: boolean) =>
    rows(
      `update idempotency_keys set answer = null, leased_until = now() - interval '1 second', committed_at = case when $2 then committed_at end
       where hash = $1`,
      [
        createHash('sha256')
          .update(JSON.stringify([`user ${ada.storedId}`, key]))
          .digest('base64url'),
        committed,
      ],
    );

  it('is carried out when nothing had been committed', async () => {
    const key = newId();
    await send(key, creating('Crashed before'));
    await crash(key, false);
    expectRefusal(await send(key, creating('Something else')), { status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
    expect((await send(key, creating('Crashed before'))).headers.get('idempotency-replayed')).toBeNull();
    expect(await organizationsNamed('Crashed before')).toBe(2);
  });

  it('is not carried out again when it had been committed', async () => {
    const key = newId();
    await send(key, creating('Crashed after'));
    await crash(key, true);
    expectRefusal(await send(key, creating('Crashed after')), { status: 409, code: 'IDEMPOTENCY_ANSWER_LOST' });
    expect(await organizationsNamed('Crashed after')).toBe(1);
  });

  it('is committed by one of two who believe to have the key', async () => {
    const keys = new IdempotencyKeys({ database: test.app.database, clock, secret: Buffer.alloc(32), patience: 100 });
    const call = { caller: 'somebody', key: newId(), body: 'x' };
    const first = await keys.begin(call);
    if (first.state !== 'RUN') throw new Error('it is new');
    await expect(keys.begin(call)).rejects.toMatchObject({ code: 'TIMEOUT' });

    await rows(
      `update idempotency_keys set leased_until = now() - interval '1 second' where committed_at is null and answer is null`,
    );
    const second = await keys.begin(call);
    if (second.state !== 'RUN') throw new Error('the first is taken for dead');
    const { em } = test.app.database;
    await expect(em.transactional((tx) => first.claim.beforeCommit(tx))).rejects.toThrow('lost');
    await em.transactional((tx) => second.claim.beforeCommit(tx));
    expect(await second.claim.release()).toBe(false);
    await first.claim.keep('an answer nobody may get');
    await second.claim.keep('the answer');
    expect(await keys.begin(call)).toEqual({ state: 'REPLAY', answer: 'the answer' });
  });

  it('is told, and not what stands there, when the secret of the server is another one', async () => {
    const call = { caller: 'somebody', key: newId(), body: 'x' };
    const keys = (fill: number) => new IdempotencyKeys({ database: test.app.database, clock, secret: Buffer.alloc(32, fill) });
    const begun = await keys(1).begin(call);
    if (begun.state === 'RUN') await begun.claim.keep('secret');
    await expect(keys(2).begin(call)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await keys(1).begin(call)).toEqual({ state: 'REPLAY', answer: 'secret' });
  });

  it('and a restart leave the kept answers', async () => {
    const key = newId();
    const first = await send(key, creating('Restarted'));
    const other = await TestApp.start({ clock, databaseUrl: test.databaseUrl, config: { dataDir: test.dataDir } });
    const again = await postGraphql(other.url, creating('Restarted'), {
      'idempotency-key': key,
      authorization: `Bearer ${ada.token}`,
    });
    expect(again).toMatchObject({ status: 200, text: first.text });
    await other.close();
  });
});

describe('over a socket', () => {
  it('the key stands in the extensions, and what was asked over HTTP counts as well', async () => {
    const socket = Socket.of(ada);
    const ask = async (idempotencyKey: unknown, name: string) =>
      (await firstOf(socket, { ...creating(name), extensions: { idempotencyKey } })) as Record<string, any>;
    const key = newId();

    const first = await ask(key, 'By socket');
    expect(first).toEqual({ data: { createOrganization: { organization: expect.anything(), userErrors: [] } } });
    expect(await ask(key, 'By socket')).toEqual({ ...first, extensions: { idempotencyReplayed: true } });
    expect(await send(key, creating('By socket'))).toMatchObject({ body: { data: first['data'] } });
    expect(await organizationsNamed('By socket')).toBe(1);

    expect(await ask(key, 'Other')).toMatchObject({ errors: [{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }] });
    for (const bad of ['', 1, {}, ['x'], null, 'x'.repeat(256)]) {
      expect(await ask(bad, 'Other')).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
    expect(await organizationsNamed('Other')).toBe(0);
    const wrong = { query: create, variables: { input: { name: 1 } }, extensions: { idempotencyKey: newId() } };
    await expect(firstOf(socket, wrong)).rejects.toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    await socket.close();
  });
});

async function firstOf({ client }: Socket, payload: SubscribePayload): Promise<unknown> {
  const answers = client.iterate(payload);
  try {
    return (await answers.next()).value;
  } finally {
    await answers.return?.();
  }
}

/** The same person with a token that is not too old. */
async function signedInAgain(person: Person): Promise<Person> {
  const { accessToken } = await test.signedOut.mutate(signIn, { email: person.email, password: PASSWORD });
  return Object.assign(Object.create(Object.getPrototypeOf(person)), person, { token: accessToken });
}
