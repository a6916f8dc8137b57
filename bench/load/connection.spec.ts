import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.ts';

const request = Buffer.from('POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 2\r\n\r\n{}');

describe('a connection of the load generator', () => {
  let answer: (response: ServerResponse) => unknown;
  const server = createServer((_, response) => void answer(response));
  beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  afterAll(() => server.close());
  const open = () => Connection.open((server.address() as AddressInfo).port);

  const exchange = async (as: typeof answer) => {
    answer = as;
    const connection = await open();
    const { status, body } = await connection.exchange(request);
    connection.close();
    return [status, body.toString()];
  };

  it('reads a body of a known length, also one that comes in pieces', async () => {
    expect(await exchange((response) => response.setHeader('content-length', 4).end('four'))).toEqual([200, 'four']);
    const pieces = async (response: ServerResponse) => {
      response.writeHead(200, { 'content-length': 10 }).write('first');
      await sleep(20);
      response.end('later');
    };
    expect(await exchange(pieces)).toEqual([200, 'firstlater']);
  });

  it('reads a body in chunks, whatever lies in it', async () => {
    const chunks = async (response: ServerResponse) => {
      response.write('0\r\n\r\n and so on, ');
      await sleep(20);
      response.write('ä'.repeat(10_000));
      response.end();
    };
    expect(await exchange(chunks)).toEqual([200, `0\r\n\r\n and so on, ${'ä'.repeat(10_000)}`]);
  });

  it('tells the status, and asks again on the same connection', async () => {
    answer = (response) => response.writeHead(503).end('no');
    const connection = await open();
    expect((await connection.exchange(request)).status).toBe(503);
    answer = (response) => response.end('yes');
    expect(await connection.exchange(request)).toEqual({ status: 200, body: Buffer.from('yes') });
    connection.close();
  });

  it('says when the server hangs up', async () => {
    await expect(exchange((response) => response.destroy())).rejects.toThrow('closed the connection');
  });
});
