import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MARK_LENGTH, type LoadOrder, type PreparedRequest } from './load.ts';
import { LoadProcess } from './load-process.ts';

describe('the load generator', () => {
  const asked: string[] = [];
  let answer: (body: string) => string;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      asked.push(body);
      response.end(answer(body));
    });
  });
  const load = new LoadProcess();
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => {
    load.close();
    server.close();
  });

  const run = (requests: PreparedRequest[], order: Partial<LoadOrder> = {}) => {
    const { port } = server.address() as AddressInfo;
    return load.run({ port, requests, connections: 4, warmUp: 50, measure: 200, series: 's-', ...order }, () => undefined);
  };
  const prepared = (body: string, expected: string): PreparedRequest => ({
    bytes: Buffer.from(`POST / HTTP/1.1\r\nhost: here\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
    expected: Buffer.from(expected),
  });

  it('asks all requests in turn and counts the answers', async () => {
    answer = (body) => `answer to ${body}`;
    const outcome = await run([prepared('one', 'answer to one'), prepared('two', 'answer to two')]);
    expect(outcome.wrong).toBe(0);
    expect(outcome.answers).toBeGreaterThan(10);
    expect(outcome.answersInAll).toBeGreaterThan(outcome.answers);
    expect(outcome.p50).toBeLessThanOrEqual(outcome.p99);
    expect(new Set(asked)).toEqual(new Set(['one', 'two']));
  });

  it('notices a body that is not what it was', async () => {
    let count = 0;
    answer = () => (++count === 7 ? '{"errors":[]}' : 'right');
    expect(await run([prepared('x', 'right')])).toMatchObject({ wrong: 1, wrongExample: '200 {"errors":[]}' });
  });

  it('gives each write a mark of its own, and wants it back', async () => {
    const mark = 'm'.repeat(MARK_LENGTH);
    const write = { ...prepared(mark, 'made '), markAt: prepared(mark, '').bytes.indexOf(mark) };
    asked.length = 0;
    answer = (body) => `made ${body}`;
    expect(await run([write])).toMatchObject({ wrong: 0 });
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked[0]).toMatch(/^s-\d{14}$/);

    answer = () => `made ${mark}`;
    const { wrong, answersInAll } = await run([write]);
    expect(wrong).toBe(answersInAll);
  });
});
