import { connect } from 'node:net';
import { TestApp } from '../../testkit/app.js';
import { postGraphql } from '../../testkit/exchange.js';
import { eventually } from '../../testkit/socket.js';

let test: TestApp;
const log: Record<string, any>[] = [];
beforeAll(async () => {
  test = await TestApp.start({ onLog: (line) => log.push(line) });
});
afterAll(() => test.close());

const lineOf = (requestId: string, msg: string) =>
  eventually(() => log.find((line) => line['requestId'] === requestId && line['msg'] === msg));

describe('the log', () => {
  it('has one line for a request, with what was asked and what came of it', async () => {
    await postGraphql(test.url, { query: '{ viewer { id } }' }, { 'x-request-id': 'answered' });
    expect(await lineOf('answered', 'request completed')).toMatchObject({
      req: { method: 'POST', url: '/graphql', remoteAddress: '127.0.0.1' },
      res: { statusCode: 200 },
      responseTime: expect.any(Number),
    });
    expect(log.filter(({ requestId }) => requestId === 'answered')).toHaveLength(1);
  });

  it('tells of clients that left before they were answered', async () => {
    const socket = connect(Number(new URL(test.url).port), '127.0.0.1');
    const head =
      'POST /graphql HTTP/1.1\r\nHost: x\r\nX-Request-Id: left\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n';
    socket.write(head, () => setTimeout(() => socket.destroy(), 100));
    expect(await lineOf('left', 'client left')).toMatchObject({ req: { method: 'POST', url: '/graphql' } });
  });
});
