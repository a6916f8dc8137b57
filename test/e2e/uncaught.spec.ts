import { testDatabase, type TestDatabase } from '../testkit/database.js';
import { ServerProcess } from '../testkit/server-process.js';
import { eventually } from '../testkit/socket.js';
import { Client } from '../testkit/client.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** A server in which something of a kind that nobody foresaw happens when it gets SIGWINCH. */
const serverIn = (what: string) =>
  ServerProcess.start({
    DATABASE_URL: database.url,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`process.on('SIGWINCH', () => { ${what} })`)}`,
  });

describe('what nobody caught', () => {
  it('is logged when it is a promise, and the server goes on', async () => {
    const server = await serverIn(`Promise.reject(new Error('nobody waits'))`);
    server.child.kill('SIGWINCH');
    await eventually(() => server.output.includes('nobody waits') || undefined);
    expect(await new Client(server.url).query('{ __typename }')).toEqual({ __typename: 'Query' });
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
  });

  it('is logged when it is an exception, and the server ends as on a signal, with 1', async () => {
    const server = await serverIn(`throw new Error('nobody catches')`);
    expect(await server.end('SIGWINCH')).toMatchObject({ code: 1 });
    expect(JSON.parse(server.output.split('\n').find((line) => line.includes('nobody catches'))!)).toMatchObject({ level: 60 });
  });
});
