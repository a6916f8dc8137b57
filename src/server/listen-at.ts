import type { FastifyInstance } from 'fastify';
import { StartError } from '../shared/errors.js';

/**
 * Begins to listen.
 * @throws StartError when the port is taken or may not be used, or the host is none of this machine.
 */
export async function listenAt(server: FastifyInstance, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
    throw reason ? new StartError(reason(host, port)) : error;
  }
}

/** By the codes of listen(2), bind(2) and getaddrinfo(3). */
const reasons: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} of ${host} is taken by another process. Stop that process, or set PORT to another one (0 picks a free port).`,
  EACCES: (_, port) => `Port ${port} may not be used by this user. Set PORT to 1024 or more.`,
  EADDRNOTAVAIL: (host) => `HOST is ${host}, which is no address of this machine.`,
  EINVAL: (host) => `HOST is ${host}, on which this machine cannot listen.`,
  EAFNOSUPPORT: (host) => `HOST is ${host}, an address of a kind that this machine does not have.`,
  ENOTFOUND: (host) => `HOST is ${host}, a name that no address is known for.`,
  EAI_AGAIN: (host) => `HOST is ${host}, a name that could not be looked up.`,
};
