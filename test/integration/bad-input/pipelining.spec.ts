import { connect } from 'node:net';
import { MOST_PIPELINED } from '../../../src/server/pipelining.js';
import { TestApp } from '../../testkit/app.js';

let test: TestApp;
beforeAll(async () => {
  test = await TestApp.start();
});
afterAll(() => test.close());

const request = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: here\r\n${more}\r\n`;

/** What comes over a connection that is sent that at once, until the server closes it. */
async function answers(text: string): Promise<string> {
  const { port } = new URL(test.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  let received = '';
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
  socket.write(text);
  // A reset is one way of closing.
  await new Promise((resolve) => socket.once('close', resolve));
  return received;
}

describe('requests that come together over one connection', () => {
  it('are answered in their order', async () => {
    const paths = ['/health/live', '/nowhere', '/.well-known/jwks.json', '/health/live'];
    const received = await answers(
      paths.map((path) => request(path)).join('') + request('/health/ready', 'Connection: close\r\n'),
    );
    expect(received.match(/HTTP\/1\.1 (\d+)/g)).toEqual([200, 404, 200, 200, 200].map((status) => `HTTP/1.1 ${status}`));
    expect(received.indexOf('"keys"')).toBeGreaterThan(received.indexOf('NOT_FOUND'));
  });

  it('close it when there are more than may wait, whether they cost anything or not', async () => {
    for (const path of ['/health/live', '/nowhere', '/graphql?query=%7B__typename%7D']) {
      const received = await answers(request(path).repeat(5_000));
      expect((received.match(/HTTP\/1\.1 /g) ?? []).length).toBeLessThanOrEqual(MOST_PIPELINED);
    }
    expect((await fetch(`${test.url}/health/live`)).status).toBe(200);
  });
});
