import type { FastifyInstance } from 'fastify';
import type { OperatorAccess } from './operator-access.js';

/** Something that the server leans on; the promise is rejected when it does not answer. */
export type ServiceCheck = () => Promise<unknown>;

/** Something that the server can do without. */
export interface Helper {
  name: string;
  /** Why it is left out; null when it is not. */
  trouble: string | null;
}

export interface HealthOptions {
  /** What it cannot serve without. */
  services: Readonly<Record<string, ServiceCheck>>;
  /** What it can do without for a while. */
  helpful: Readonly<Record<string, ServiceCheck>>;
  replicas: () => readonly Helper[];
  isStopping: () => boolean;
  /** Who sees more than whether it is ready. */
  isOperator: OperatorAccess;
}

/** How long, in milliseconds, a service may take to show that it is there. */
const PATIENCE = 2_000;

/**
 * `GET /health/live`: the process runs. `GET /health/ready`: it can serve, i.e. all services that it needs answer and it is not
 * stopping. What it can do without for a while is told, and takes nothing from that: were all servers taken out because Redis is away,
 * nobody would be served, who could be. The state of each service is for operators alone.
 */
export function registerHealth(server: FastifyInstance, options: HealthOptions): void {
  const { services, helpful, replicas, isStopping, isOperator } = options;
  server.get('/health/live', { logLevel: 'warn' }, async () => ({ status: 'up' }));

  server.get('/health/ready', { logLevel: 'warn' }, async (request, reply) => {
    const states = await Promise.all(
      Object.entries({ ...services, ...helpful }).map(
        async ([name, check]) => [name, (await answers(check)) ? 'up' : 'down'] as const,
      ),
    );
    const ready = !isStopping() && states.every(([name, state]) => state === 'up' || name in helpful);
    const status = isStopping() ? 'stopping' : ready ? 'ready' : 'not ready';
    void reply.code(ready ? 200 : 503);
    if (!isOperator(request.raw)) return { status };
    const helpers = replicas().map(({ name, trouble }) => ({ name, status: trouble === null ? 'up' : 'left out' }));
    return { status, services: Object.fromEntries(states), ...(helpers.length > 0 && { replicas: helpers }) };
  });
}

async function answers(check: ServiceCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
  });
  return Promise.race([check(), impatience])
    .then(
      () => true,
      () => false,
    )
    .finally(() => clearTimeout(timer));
}
