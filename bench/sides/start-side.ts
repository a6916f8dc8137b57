import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import type { Program, Side } from './side.ts';

/** A server that answers. */
export interface RunningSide<T extends Program = Side> {
  side: T;
  pid: number;
  port: number;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** What the server writes goes below it. */
  directory: string;
  databaseUrl: string;
  /** For Atrium: what it gets as ATRIUM_SIGNING_KEYS. */
  signingKeys: string;
}

/** With which Atrium is started; the others get them, too. */
const NODE_OPTIONS = ['--use-largepages=silent'];

/** Starts a server in production mode, one process, and waits until it answers. */
export async function startSide<T extends Program>(
  side: T,
  { directory, databaseUrl, signingKeys }: StartOptions,
): Promise<RunningSide<T>> {
  const home = join(directory, side.name);
  await mkdir(home, { recursive: true });
  const output = await open(join(home, 'output.log'), 'a');
  const isAtrium = side.kind === 'atrium';
  const port = isAtrium ? await freePort() : null;
  const url = new URL(databaseUrl);
  if (!isAtrium) url.searchParams.set('application_name', applicationName(side));
  const child = spawn(process.execPath, [...NODE_OPTIONS, ...side.program], {
    cwd: home,
    stdio: ['ignore', output.fd, output.fd, 'ipc'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      DATABASE_URL: url.href,
      ...(port !== null && { ...atriumEnvironment(home, signingKeys), PORT: String(port) }),
    },
  });
  await output.close();
  const ended = once(child, 'exit');
  const failed = ended.then(() => {
    throw new Error(`${side.title} ended; it says why in ${join(home, 'output.log')}.`);
  });
  failed.catch(() => undefined);
  const answering = port === null ? portOf(child) : ready(port);
  return {
    side,
    pid: child.pid!,
    port: await Promise.race([answering, failed]),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill();
      await ended;
    },
  };
}

/** As in production, with the budgets so large that they are counted and never spent. */
const atriumEnvironment = (home: string, signingKeys: string) => ({
  ATRIUM_ENV: 'production',
  ATRIUM_SIGNING_KEYS: signingKeys,
  ATRIUM_DATA_DIR: join(home, 'data'),
  ATRIUM_COST_BUDGET: '1000000000',
  LOG_FILE: join(home, 'requests.log'),
});

/** By which a server's connections to the database are known. */
export const applicationName = ({ name }: Program): string => (name === 'atrium' ? name : `bench-${name}`);

async function portOf(child: ChildProcess): Promise<number> {
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return port;
}

async function ready(port: number): Promise<number> {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(50)) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.ok) return port;
  }
  throw new Error('Atrium is not ready after a minute.');
}
