import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { serveWebSockets, type WebSocketOptions } from './web-sockets.js';
import { RawSocket } from '../../test/testkit/raw-socket.js';

describe('an upgrade that fails for a reason of ours', () => {
  it('is answered 500, and the server goes on', async () => {
    const http = createServer((_request, response) => response.end('alive'));
    const lines: string[] = [];
    const broken = {
      origins: () => {
        throw new Error('no URL');
      },
      log: pino({}, { write: (line) => void lines.push(line) }),
      drain: 0,
    };
    const close = serveWebSockets(http, broken as unknown as WebSocketOptions);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    await expect(RawSocket.open(url)).rejects.toThrow(/^HTTP\/1\.1 500 [^]*application\/json[^]*INTERNAL_SERVER_ERROR/);
    expect(lines.join()).toContain('no URL');
    expect(await (await fetch(url)).text()).toBe('alive');
    await close();
    http.closeAllConnections();
    http.close();
  });
});
