import { TestApp } from '../../testkit/app.js';
import { eventually, Socket } from '../../testkit/socket.js';
import { CuttableProxy } from '../../testkit/cuttable-proxy.js';
import { administer, testDatabase, type TestDatabase } from '../../testkit/database.js';

let test: TestApp;
let database: TestDatabase;
let proxy: CuttableProxy;
const log: Record<string, any>[] = [];
beforeAll(async () => {
  database = await testDatabase();
  proxy = await CuttableProxy.to(database.url);
  test = await TestApp.start({ databaseUrl: proxy.url, onLog: (line) => log.push(line) });
});
afterAll(async () => {
  await test.close();
  await proxy.cut();
  await database.drop();
});

describe('a failure that nobody expected', () => {
  it('is masked, and its log lines bear the id of the request', async () => {
    const { owner } = await test.world().studio();
    await administer(test.databaseUrl, 'alter table notifications rename to lost');
    const failing = `{ notifications { nodes { id } } viewer { email } }`;

    const { data, errors } = await owner.send(failing, {}, { 'x-request-id': 'trace-me' });
    expect(data).toEqual({ notifications: null, viewer: { email: owner.email } });
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side. The request id leads to it.',
        locations: [{ line: 1, column: 3 }],
        path: ['notifications'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    const lines = log.filter(({ requestId }) => requestId === 'trace-me');
    expect(lines.map(({ msg }) => msg)).toEqual(['operation failed', 'request completed']);
    expect(lines[0]!.err.message).toContain('notifications');

    const socket = Socket.of(owner);
    const heard = await socket.subscribe(failing);
    await eventually(() => heard.errors.length > 0 || undefined);
    expect(heard.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(log.filter(({ msg }) => msg === 'operation failed').at(-1)).toMatchObject({ requestId: expect.any(String) });
    await socket.close();
    await administer(test.databaseUrl, 'alter table lost rename to notifications');
  });

  it('is told as a service that is away when the database is, and passes when it is back', async () => {
    const { owner } = await test.world().studio();
    const socket = Socket.of(owner);
    await socket.subscribe(`subscription { notificationChanged { cursor } }`);
    await proxy.cut();

    const { errors } = await owner.send(`{ viewer { email } }`);
    expect(errors).toEqual([
      { message: 'A service that this needs is away. Try again in a moment.', extensions: { code: 'SERVICE_UNAVAILABLE' } },
    ]);
    expect((await fetch(`${test.url}/health/ready`)).status).toBe(503);
    const heard = await socket.subscribe(`{ viewer { email } }`);
    await eventually(() => heard.errors.length > 0 || undefined);
    expect(heard.errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }]);

    await proxy.open();
    await eventually(async () => ((await fetch(`${test.url}/health/ready`)).status === 200 ? true : undefined));
    expect((await owner.query(`{ viewer { email } }`)).viewer.email).toBe(owner.email);
    await socket.close();
  });
});
