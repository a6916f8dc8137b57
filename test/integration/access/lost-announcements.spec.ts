import { TestApp } from '../../testkit/app.js';
import { eventually, Socket } from '../../testkit/socket.js';

let test: TestApp;
const sockets: Socket[] = [];
beforeAll(async () => {
  test = await TestApp.start({ doubt: 400 });
});
afterAll(async () => {
  await Promise.all(sockets.map((socket) => socket.close()));
  await test.close();
});

const projectActivity = `subscription ($id: ID!) { projectActivity(projectId: $id) { activity { type } } }`;

describe('a right that was taken without anybody being told', () => {
  const listen = async () => {
    const { guest, owner, project } = await test.world().studio();
    const [theirs, others] = await Promise.all(
      [guest, owner].map(async (person) => {
        const socket = Socket.of(person);
        sockets.push(socket);
        return socket.subscribe(projectActivity, { id: project.id });
      }),
    );
    return { guest, project, theirs: theirs!, others: others! };
  };
  const change = (sql: string, id: string) => test.app.database.em.execute(sql, [id]);

  it.each([
    ['a membership', 'delete from organization_members where user_id = ?'],
    ['the place in the project', 'delete from project_members where user_id = ?'],
    ['a session', 'update sessions set revoked_at = now() where user_id = ?'],
  ])('ends the stream all the same: %s', async (_, sql) => {
    const { guest, theirs, others } = await listen();
    await change(sql, guest.storedId);
    await eventually(() => theirs.completed || undefined, 4_000);
    expect([theirs.events, theirs.errors]).toEqual([[], []]);
    expect(others.completed).toBe(false);
  });
});
