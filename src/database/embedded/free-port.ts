import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { StartError } from '../../shared/errors.js';

/** Whether a server could listen on 127.0.0.1 at that port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * A free port between 20000 and 31999. Not one of those that the system hands out for a connection's own end (from 32768 on Linux,
 * 49152 elsewhere): while PostgreSQL restarts, a client's attempt to reach it could be given its port, and keep it from listening.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new StartError('There is no free port between 20000 and 31999 for the embedded PostgreSQL.');
}
