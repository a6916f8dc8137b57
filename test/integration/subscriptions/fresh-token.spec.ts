import WebSocket from 'ws';
import { TestApp } from '../../testkit/app.js';
import { SettableClock } from '../../testkit/settable-clock.js';
import { eventually } from '../../testkit/socket.js';
import { StreamedPlace } from '../../testkit/streamed-place.js';
import type { Person } from '../../testkit/world.js';

let test: TestApp;
let place: StreamedPlace;
const clock = new SettableClock();
beforeAll(async () => {
  test = await TestApp.start({ clock });
  place = new StreamedPlace(test);
});
afterAll(async () => {
  await place.close();
  await test.close();
});

const refreshSession = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { accessToken userErrors { code path message } } }`;

/** A session of somebody, with what gets a fresh token of it. */
async function sessionOf(person: Person) {
  const { token, refreshToken } = await test.world().again(person);
  const refresh = async () => (await test.signedOut.mutate(refreshSession, { refreshToken })).accessToken as string;
  return { accessToken: token!, refresh };
}

/** A socket by hand, which says what it has heard. */
async function open(token: string, projectId: string) {
  const socket = new WebSocket(`${test.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const heard: { type: string; payload?: any }[] = [];
  let closed: number | null = null;
  socket.on('message', (data) => heard.push(JSON.parse((data as Buffer).toString()) as { type: string }));
  socket.on('close', (code) => (closed = code));
  const say = (message: object) => socket.send(JSON.stringify(message));
  const hears = (type: string) => eventually(() => heard.find((message) => message.type === type));
  await new Promise((resolve) => socket.on('open', resolve));
  say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await hears('connection_ack');
  const query = `subscription { projectActivity(projectId: "${projectId}") { activity { summary } } }`;
  say({ type: 'subscribe', id: 'one', payload: { query } });
  await new Promise((resolve) => setTimeout(resolve, 150));
  return { say, hears, heard, closed: () => eventually(() => closed ?? undefined), close: () => socket.close() };
}

const handIn = (token: string) => ({ type: 'ping', payload: { authorization: `Bearer ${token}`, at: 7 } });
const createFolder = 'mutation ($input: CreateFolderInput!) { createFolder(input: $input) { userErrors { code path message } } }';

describe('a socket whose token expires', () => {
  it('goes on when a fresh one is handed in in time', async () => {
    const { owner, guest, project } = await place.studio();
    const { accessToken, refresh } = await sessionOf(guest);
    const socket = await open(accessToken, project.id);
    clock.pass({ minutes: 14 });
    const fresh = await refresh();
    socket.say(handIn(fresh));
    expect(await socket.hears('pong')).toEqual({ type: 'pong', payload: { at: 7 } });
    clock.pass({ minutes: 10 });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    await (await test.world().again(owner)).mutate(createFolder, { parentId: project.rootFolderId, name: 'Late' });
    expect((await socket.hears('next')).payload.data.projectActivity.activity.summary).toContain('Late');
    socket.close();
  });

  it.each<[string, (guest: Person) => Promise<string>]>([
    ['another session', async (guest) => (await sessionOf(guest)).accessToken],
    ['nobody', async () => 'nonsense'],
  ])('is closed with a code that clients retry when one of %s is handed in', async (_, tokenOf) => {
    const { guest, project } = await place.studio();
    const now = await test.world().again(guest);
    const socket = await open(now.token!, project.id);
    socket.say(handIn(await tokenOf(guest)));
    expect(await socket.closed()).toBe(4403);
  });

  it('is closed with such a code when a fresh one comes too late', async () => {
    const { guest, project } = await place.studio();
    const { accessToken, refresh } = await sessionOf(guest);
    const socket = await open(accessToken, project.id);
    clock.pass({ minutes: 16 });
    socket.say(handIn(await refresh()));
    expect(await socket.closed()).toBe(4403);
  });
});
