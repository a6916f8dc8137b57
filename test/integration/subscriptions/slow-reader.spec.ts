import type { Socket as TcpSocket } from 'node:net';
import WebSocket from 'ws';
import { TestApp } from '../../testkit/app.js';
import { eventually } from '../../testkit/socket.js';
import { StreamedPlace, upTo } from '../../testkit/streamed-place.js';
import { encodeStreamCursor } from '../../../src/shared/stream-cursor.js';

let test: TestApp;
let place: StreamedPlace;
beforeAll(async () => {
  test = await TestApp.start();
  place = new StreamedPlace(test);
});
afterAll(async () => {
  await place.close();
  await test.close();
});

/** Many answers of some kilobytes each. */
const long = `subscription ($id: ID!, $after: String) { projectActivity(projectId: $id, after: $after) { cursor activity { ${upTo(
  28,
)
  .map((n) => `a${n}: data b${n}: summary`)
  .slice(0, 14)
  .join(' ')} type } } }`;

/** A reader who can stop to read. */
async function read(token: string, projectId: string, after: string) {
  const socket = new WebSocket(`${test.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const cursors: string[] = [];
  let closed: number | null = null;
  socket.on('message', (data) => {
    const { type, payload } = JSON.parse((data as Buffer).toString()) as { type: string; payload?: any };
    if (type === 'next') cursors.push(payload.data.projectActivity.cursor);
    if (type !== 'connection_ack') return;
    socket.send(JSON.stringify({ id: 'one', type: 'subscribe', payload: { query: long, variables: { id: projectId, after } } }));
  });
  socket.on('close', (code) => (closed = code));
  await new Promise((resolve) => socket.on('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  const { _socket: tcp } = socket as unknown as { _socket: TcpSocket };
  return { cursors, stop: () => tcp.pause(), go: () => tcp.resume(), closed: () => closed };
}

describe('a reader who does not read', () => {
  const many = 4_000;

  /** So much happens, as if it had been done by mutations. */
  const happens = (projectId: string, count: number) =>
    test.app.database.em.execute(
      `insert into outbox_events (id, type, organization_id, project_id, actor_id, subject_type, subject_id, streams, data, occurred_at)
      select gen_random_uuid(), 'folder.created', p.organization_id, p.id, p.created_by_id, 'FOLDER', p.id, array[p.id],
        jsonb_build_object('name', 'Folder ' || lpad(n::text, 4, '0'), 'filler', repeat('x', 200)), now()
      from projects p, generate_series(1, ?) n where p.id = ?`,
      [count, projectId],
    );

  it('is closed with a code that clients retry, others hear all, and from their cursor on they hear the rest', async () => {
    const { owner, guest, project, make } = await place.studio();
    const start = encodeStreamCursor(project.storedId, 0);
    const slow = await read(guest.token!, project.id, start);
    const other = await read(owner.token!, project.id, start);
    await make(0);
    await eventually(() => (slow.cursors.length === 1 && other.cursors.length === 1) || undefined);
    slow.stop();
    await happens(project.storedId, many);
    await eventually(() => other.cursors.length === many + 1 || undefined, 30_000);
    slow.go();
    await eventually(() => slow.closed() ?? undefined, 10_000);
    expect([1013, 1006]).toContain(slow.closed());
    expect(slow.cursors.length).toBeLessThan(many);
    expect(slow.cursors).toEqual(other.cursors.slice(0, slow.cursors.length));

    const again = await read(guest.token!, project.id, slow.cursors.at(-1)!);
    await eventually(() => slow.cursors.length + again.cursors.length === many + 1 || undefined, 30_000);
    expect([...slow.cursors, ...again.cursors]).toEqual(other.cursors);
  }, 90_000);
});
