import { createClient } from 'graphql-sse';
import { encodeStreamCursor } from '../../../src/shared/stream-cursor.js';
import { TestApp } from '../../testkit/app.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import { eventually } from '../../testkit/socket.js';
import { numbersIn, StreamedPlace, upTo } from '../../testkit/streamed-place.js';
import { PASSWORD, type Person } from '../../testkit/world.js';

/*
 * Subscriptions as server-sent events: `/graphql/stream`.
 */
let test: TestApp;
let place: StreamedPlace;
const clock = new SettableClock();
const open: AbortController[] = [];
beforeAll(async () => {
  test = await TestApp.start({ clock });
  place = new StreamedPlace(test);
});
afterAll(async () => {
  open.forEach((connection) => connection.abort());
  await place.close();
  await test.close();
});

interface Told {
  event: string;
  id: string | null;
  data: any;
}

/** Reads events as a browser does (HTML Living Standard, 9.2.6), from a connection of its own. */
async function listen(address: string, headers: Record<string, string>, init: RequestInit = {}) {
  const connection = new AbortController();
  open.push(connection);
  const response = await fetch(`${test.url}/graphql/stream${address}`, {
    ...init,
    headers: { accept: 'text/event-stream', ...headers },
    signal: connection.signal,
  });
  const events: Told[] = [];
  const state = { over: false, retry: 0 };
  const read = async () => {
    let text = '';
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + piece).split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const fields = new Map(block.split('\n').map((line) => [line.split(':')[0]!, line.slice(line.indexOf(':') + 1).trim()]));
        if (fields.has('retry')) state.retry = Number(fields.get('retry'));
        const data = fields.get('data');
        if (data === undefined) continue;
        events.push({ event: fields.get('event')!, id: fields.get('id') ?? null, data: data === '' ? null : JSON.parse(data) });
      }
    }
  };
  const reading = read().then(
    () => (state.over = true),
    () => (state.over = true),
  );
  const atLeast = async (count: number) => {
    await eventually(() => events.length >= count || undefined);
    return events;
  };
  return { response, events, state, atLeast, reading, stop: () => connection.abort() };
}

const query = `subscription ($id: ID!, $after: String) { projectActivity(projectId: $id, after: $after) { cursor activity { type summary } } }`;
const addressOf = (variables: object) => `?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}`;
const bearer = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
const activities = (events: Told[]) => events.map(({ data }) => data.data.projectActivity);

describe('a stream as server-sent events', () => {
  it('tells what happens, with the cursor as the id, and resumes after the last id', async () => {
    const { guest, project, makeAll } = await place.studio();
    const first = await listen(addressOf({ id: project.id }), bearer(guest));
    expect(first.response.status).toBe(200);
    expect(first.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(first.response.headers.get('x-request-id')).toBeTruthy();
    await makeAll(upTo(2));
    const [one, two] = await first.atLeast(2);
    expect(one).toEqual({
      event: 'next',
      id: encodeStreamCursor(project.storedId, 1),
      data: { data: { projectActivity: { cursor: one!.id, activity: { type: 'FOLDER_CREATED', summary: expect.any(String) } } } },
    });
    first.stop();
    await makeAll(upTo(2, 2));

    const again = await listen(addressOf({ id: project.id }), { ...bearer(guest), 'last-event-id': two!.id! });
    await makeAll([4]);
    expect(numbersIn(activities(await again.atLeast(3)))).toEqual([2, 3, 4]);
  });

  it('is held open by the cookie of the session, which is all that EventSource sends', async () => {
    const { owner, guest, project, make } = await place.studio();
    const cookie = await cookieOf(guest);
    const heard = await listen(addressOf({ id: project.id }), { cookie });
    await make(0);
    expect(numbersIn(activities(await heard.atLeast(1)))).toEqual([0]);
    // It is not used up.
    const again = await listen(addressOf({ id: project.id }), { cookie });
    await owner.mutate(removeProjectMember, { projectId: project.id, userId: guest.id });
    for (const one of [heard, again]) {
      await eventually(() => one.state.over || undefined);
      expect(one.events.at(-1)).toEqual({ event: 'complete', id: null, data: null });
      expect(activities(one.events.slice(-2, -1))[0].activity.type).toBe('PROJECT_MEMBER_CHANGED');
    }
  });

  it('is not for a page of another origin, nor for a session that is over', async () => {
    const { guest, project } = await place.studio();
    const cookie = await cookieOf(guest);
    const foreign = await listen(addressOf({ id: project.id }), { cookie, origin: 'https://elsewhere.example' });
    expect(foreign.response.status).toBe(403);
    await test.app.database.em.execute('update sessions set revoked_at = now() where user_id = ?', [guest.storedId]);
    const heard = await listen(addressOf({ id: project.id }), { cookie });
    const { data } = (await heard.atLeast(2))[0]!;
    expect(data.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(heard.events[1]).toMatchObject({ event: 'complete' });
  });

  it('ends without completing when the token expires, so that the client comes back with a fresh one', async () => {
    const { guest, project } = await place.studio();
    const heard = await listen(addressOf({ id: project.id }), bearer(guest));
    clock.pass({ minutes: 16 });
    await eventually(() => heard.state.over || undefined);
    expect(heard.events).toEqual([]);
    expect(heard.state.retry).toBeGreaterThanOrEqual(500);
    expect((await listen(addressOf({ id: project.id }), bearer(guest))).response.status).toBe(401);
  });

  it.each<[string, object, Record<string, string>, string]>([
    ['a cursor of another stream', { after: 'abc' }, {}, 'BAD_USER_INPUT'],
    ['a last event that is of another stream', {}, { 'last-event-id': 'abc' }, 'BAD_USER_INPUT'],
    ['a cursor that the log does not hold', { after: 'AHEAD' }, {}, 'CURSOR_EXPIRED'],
    ['a project that is none', { id: 'prj_nothing' }, {}, 'BAD_USER_INPUT'],
  ])('says what is wrong with %s, and completes', async (_, variables, headers, code) => {
    const { guest, project } = await place.studio();
    const after = 'after' in variables && variables.after === 'AHEAD' ? encodeStreamCursor(project.storedId, 9) : undefined;
    const heard = await listen(addressOf({ id: project.id, ...variables, ...(after && { after }) }), {
      ...bearer(guest),
      ...headers,
    });
    const { data } = (await heard.atLeast(2))[0]!;
    expect(data.errors).toMatchObject([{ path: ['projectActivity'], extensions: { code } }]);
    expect(heard.events[1]).toMatchObject({ event: 'complete' });
  });

  it.each<[string, string, RequestInit, number]>([
    ['no operation', '', {}, 200],
    ['variables that are no JSON', '?query={viewer{id}}&variables={', {}, 400],
    ['a body that is a list', '', { method: 'POST', body: '[]' }, 400],
    ['a body of another type', '', { method: 'POST', body: 'query={viewer{id}}', headers: {} }, 415],
  ])('refuses %s', async (_, address, init, status) => {
    const { response } = await listen(
      address,
      init.method ? { 'content-type': init.headers ? 'text/plain' : 'application/json' } : {},
      init,
    );
    expect(response.status).toBe(status);
  });
});

describe('other operations', () => {
  const post = (person: Person, text: string, variables?: object) =>
    listen(
      '',
      { ...bearer(person), 'content-type': 'application/json' },
      { method: 'POST', body: JSON.stringify({ query: text, variables }) },
    );

  it('are answered by one event', async () => {
    const { owner, project } = await place.studio();
    const fresh = await test.world().again(owner);
    const asked = await post(fresh, '{ viewer { user { id } } }');
    await eventually(() => asked.state.over || undefined);
    expect(asked.events).toEqual([
      { event: 'next', id: null, data: { data: { viewer: { user: { id: owner.id } } } } },
      { event: 'complete', id: null, data: null },
    ]);
    const input = { parentId: project.rootFolderId, name: 'Made' };
    const made = await post(fresh, 'mutation ($input: CreateFolderInput!) { createFolder(input: $input) { folder { name } } }', {
      input,
    });
    expect((await made.atLeast(1))[0]!.data).toEqual({ data: { createFolder: { folder: { name: 'Made' } } } });
  });

  it('that change something are not asked for by GET', async () => {
    const { guest } = await place.studio();
    const heard = await listen(
      `?query=${encodeURIComponent('mutation { signOut { userErrors { code } } }')}`,
      bearer(await test.world().again(guest)),
    );
    expect((await heard.atLeast(1))[0]!.data.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await guest.query('{ viewer { user { id } } }').catch(() => null)) ?? 'expired').toBeTruthy();
  });
});

describe('the client of graphql-sse', () => {
  it('hears a stream', async () => {
    const { owner, project } = await place.studio();
    const fresh = await test.world().again(owner);
    const client = createClient({ url: `${test.url}/graphql/stream`, headers: bearer(fresh), retryAttempts: 0 });
    const heard = client.iterate<{ projectActivity: { activity: { type: string } } }>({ query, variables: { id: project.id } });
    const next = heard.next();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await fresh.mutate(createFolder, { parentId: project.rootFolderId, name: 'Heard' });
    expect((await next).value!.data).toMatchObject({ projectActivity: { activity: { type: 'FOLDER_CREATED' } } });
    await heard.return!();
    client.dispose();
  });
});

const createFolder = 'mutation ($input: CreateFolderInput!) { createFolder(input: $input) { userErrors { code path message } } }';
const removeProjectMember =
  'mutation ($input: RemoveProjectMemberInput!) { removeProjectMember(input: $input) { userErrors { code path message } } }';
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code path message } } }`;

/** The refresh cookie of a new session. */
async function cookieOf({ email }: Person): Promise<string> {
  const response = await fetch(`${test.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: signIn, variables: { input: { email, password: PASSWORD, tokenDelivery: 'COOKIE' } } }),
  });
  return response.headers.get('set-cookie')!.split(';')[0]!;
}
