import WebSocket from 'ws';
import { bestOf, Bystander } from '../testkit/bystander.js';
import { testDatabase, type TestDatabase } from '../testkit/database.js';
import { rawRequest } from '../testkit/raw-request.js';
import { ServerProcess } from '../testkit/server-process.js';
import { worstOperations, worstRequests } from '../testkit/worst-requests.js';

/** Milliseconds that nobody waits longer for another's request. */
const LONGEST_WAIT = 100;
/** Bytes; what is refused is not answered at length. */
const LONGEST_ANSWER = 64 * 1024;

let database: TestDatabase;
let server: ServerProcess;
let bystander: Bystander;
beforeAll(async () => {
  database = await testDatabase();
  server = await ServerProcess.start({ DATABASE_URL: database.url });
  bystander = new Bystander(server);
  // What is done for the first time takes longer.
  for (let times = 0; times < 200; times++) await rawRequest(server.url, { method: 'GET', path: '/health/live' });
  await rawRequest(server.url, worstRequests['variables']!['2,000 unknown keys']!());
});
afterAll(async () => {
  await server.end('SIGTERM');
  await database.drop();
});
afterEach(() => {
  // Errors are logged; nothing that a client sends is one.
  expect(server.output).not.toMatch(/"level":(?:50|60)/);
});

describe.each(Object.entries(worstRequests))('as much as a request may hold of the worst for %s', (_, kinds) => {
  it.each(Object.entries(kinds))('%s: keeps nobody else waiting', async (_kind, make) => {
    const { waited, answer } = await bestOf(2, () => bystander.longestWaitDuring(() => rawRequest(server.url, make())));
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.length).toBeLessThan(LONGEST_ANSWER);
    expect(waited).toBeLessThan(LONGEST_WAIT);
  });
});

describe('the same as server-sent events, and over a socket', () => {
  it.each(worstOperations())('%s: keeps nobody else waiting', async (_, body) => {
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const streamed = await bestOf(2, () =>
      bystander.longestWaitDuring(() => rawRequest(server.url, { path: '/graphql/stream', headers, body })),
    );
    expect(streamed.answer.status).toBeLessThan(500);
    expect(streamed.answer.body.length).toBeLessThan(LONGEST_ANSWER);
    expect(streamed.waited).toBeLessThan(LONGEST_WAIT);

    const message = `{"id":"1","type":"subscribe","payload":${body}}`;
    const heard = await bestOf(2, () => bystander.longestWaitDuring(() => answerToMessage(server.url, message)));
    expect(heard.answer.length).toBeLessThan(LONGEST_ANSWER);
    expect(heard.waited).toBeLessThan(LONGEST_WAIT);
  });
});

/** The answer to a message over a socket of its own, or why the socket was closed. */
function answerToMessage(url: string, message: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.includes('"connection_ack"')) return socket.send(message);
      resolve(text);
      return socket.close();
    });
    socket.on('close', (code, reason) => resolve(`${code} ${reason.toString()}`));
    socket.on('error', reject);
  });
}
