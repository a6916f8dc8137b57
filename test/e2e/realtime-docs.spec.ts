import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-ws';
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws';

const page = readFileSync('docs/realtime.md', 'utf8');

describe('docs/realtime.md', () => {
  /** The example that was named last before it, and what of it is shown. */
  const shown = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ 1: code, index }) => {
    const [, file] = [...page.slice(0, index).matchAll(/\]\(\.\.\/(examples\/[^)]+)\)/g)].at(-1)!;
    return { file: file!, code: code! };
  });

  it('shows the loop, the socket and each client', () => {
    const names = ['follow', 'socket', 'graphql-ws', 'apollo-client', 'urql'];
    expect(shown.map(({ file }) => file)).toEqual(names.map((name) => `examples/realtime/${name}.ts`));
  });

  it.each(shown)('shows $file as it is', ({ file, code }) => {
    expect(readFileSync(file, 'utf8')).toContain(code);
  });
});

describe('what it says that graphql-ws does by itself', () => {
  const rows = [...page.matchAll(/^\| ([\d, ]+) \|.*\| (retries|gives up) \|/gm)];
  const claims = rows.flatMap(([, codes, does]) => codes!.split(', ').map((code) => ({ code: Number(code), does })));

  it('is said of every code that a server of ours sends', () => {
    expect(claims.map(({ code }) => code).sort()).toEqual([
      1003, 1006, 1008, 1009, 1012, 1013, 4400, 4401, 4403, 4406, 4408, 4409, 4429, 4500,
    ]);
  });

  it.each(claims)('is so of $code: it $does', async ({ code, does }) => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    server.on('connection', (socket) => {
      socket.once('message', () => {
        socket.send('{"type":"connection_ack"}');
        socket.once('message', () => closeWith(socket, code));
      });
    });
    let connections = 0;
    const client = createClient({
      url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
      retryAttempts: 1,
      retryWait: async () => {},
      // It forgets its attempts when it is connected.
      shouldRetry: () => connections === 1,
      on: { connected: () => connections++ },
    });
    const subscription = { query: 'subscription { something }' };
    await new Promise((resolve) => {
      client.subscribe(subscription, { next: () => {}, error: resolve, complete: () => resolve(null) });
    });
    expect(connections === 2 ? 'retries' : 'gives up').toBe(does);
    server.close();
  });
});

/** A code that cannot be sent is what a client makes of no goodbye at all. */
const closeWith = (socket: ServerSocket, code: number) => (code === 1006 ? socket.terminate() : socket.close(code));
