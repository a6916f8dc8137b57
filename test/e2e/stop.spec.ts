import { connect } from 'node:net';
import { Client } from '../testkit/client.js';
import { testDatabase, type TestDatabase } from '../testkit/database.js';
import { ServerProcess } from '../testkit/server-process.js';
import { eventually, Socket } from '../testkit/socket.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const signUp = `mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken userErrors { code path message } } }`;

describe('a server that is told to stop', () => {
  it('answers what is in flight, tells sockets and event streams to come back, and ends within 10 seconds', async () => {
    const server = await ServerProcess.start({ DATABASE_URL: database.url });
    const client = new Client(server.url);
    const { accessToken } = await client.mutate(signUp, {
      email: 'lee@people.example',
      password: 'correct horse battery',
      name: 'Lee',
    });
    const socket = new Socket(server.url, accessToken);
    await socket.subscribe(`subscription { notificationChanged { cursor } }`);
    const events = await fetch(
      `${server.url}/graphql/stream?query=${encodeURIComponent('subscription { notificationChanged { cursor } }')}`,
      {
        headers: { accept: 'text/event-stream', authorization: `Bearer ${accessToken}` },
      },
    );
    // Browsers open connections that they may never use.
    connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => undefined);
    // A failed sign-in takes a quarter of a second on purpose.
    const signIn = `mutation { signIn(input: { email: "nobody@people.example", password: "wrong" }) { userErrors { code } } }`;
    const inFlight = Array.from({ length: 8 }, () => client.send(signIn));
    await new Promise((resolve) => setTimeout(resolve, 100));

    const ending = server.end('SIGTERM');
    const answers = await Promise.all(inFlight);
    expect(answers.map(({ data }) => data.signIn.userErrors[0].code)).toEqual(Array(8).fill('BAD_CREDENTIALS'));
    const { code, milliseconds } = await ending;
    expect({ code, inTime: milliseconds < 10_000 }).toEqual({ code: 0, inTime: true });
    await eventually(() => socket.closeCode ?? undefined);
    expect(socket.closeCode).toBe(1012);
    expect(await events.text()).toMatch(/^retry: \d+\n\n$/);
  });

  it('loses nothing that it has acknowledged when it is killed', async () => {
    const server = await ServerProcess.start({ DATABASE_URL: database.url });
    await new Client(server.url).mutate(signUp, { email: 'kim@people.example', password: 'correct horse battery', name: 'Kim' });
    await server.end('SIGKILL');

    const next = await ServerProcess.start({ DATABASE_URL: database.url });
    const signIn = `mutation { signIn(input: { email: "kim@people.example", password: "correct horse battery" }) { viewer { activity { nodes { type } } } } }`;
    const { types } = await eventually(async () => {
      const data = await new Client(next.url).query(signIn);
      const found = data.signIn.viewer.activity.nodes.map(({ type }: { type: string }) => type);
      return found.includes('USER_SIGNED_UP') ? { types: found } : undefined;
    });
    expect(types).toContain('USER_SIGNED_IN');
    await next.end('SIGTERM');
  });
});
