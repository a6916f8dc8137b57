import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { ChildIdentity, ChildOptions, EmbeddedChild } from './embedded-child.js';
import { EmbeddedChildren } from './embedded-child.js';

/** A data directory of its own for each test, and processes that use its embedded PostgreSQL; nothing of either is left after. */
export interface EmbeddedSandbox {
  /** The directory, mode 0700, in which the data directory comes to lie. */
  readonly home: string;
  readonly dataDir: string;
  /** A process that opens the database, by default as a command. */
  start(options?: Partial<ChildOptions>, identity?: ChildIdentity): EmbeddedChild;
  /** What PostgreSQL recorded as its process; null when it was stopped in order. */
  postmasterPid(): number | null;
}

/** Call it at the top of a spec. */
export function embeddedSandbox(): EmbeddedSandbox {
  let children: EmbeddedChildren;
  let home: string;
  const dataDir = () => join(home, '.atrium');
  const postmasterPid = () => {
    const file = join(dataDir(), 'postgres/data/postmaster.pid');
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
  };

  beforeAll(() => {
    children = new EmbeddedChildren();
  });
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'atrium-embedded-')));
  });
  afterEach(async () => {
    await children.killAll();
    const pid = postmasterPid();
    if (pid) kill(pid);
    await until('PostgreSQL is gone', () => !pid || !isAlive(pid));
    const cluster = join(dataDir(), 'postgres');
    if (existsSync(cluster)) rmSync(realpathSync(cluster), { recursive: true, force: true, maxRetries: 10 });
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  });
  afterAll(() => children.dispose());

  return {
    get home() {
      return home;
    },
    get dataDir() {
      return dataDir();
    },
    start: (options = {}, identity = {}) => children.start({ dataDir: dataDir(), as: 'command', ...options }, identity),
    postmasterPid,
  };
}

/** The values of all rows of all statements of the text. */
export async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const results = [await client.query<Record<string, unknown>>(text)].flat();
    return results.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row)));
  } finally {
    await client.end();
  }
}

export const note = (url: string, text: string) =>
  query(url, `CREATE TABLE IF NOT EXISTS note (text text); INSERT INTO note VALUES ('${text}')`);

export const notes = (url: string) => query(url, 'SELECT text FROM note ORDER BY text');

/** Whether the process runs; a zombie has ended, whether or not somebody waits for it. */
export function isAlive(pid: number): boolean {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** kill -9, also of what has ended already. */
export function kill(pid: number): void {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

/** Waits until it holds; throws after 20 seconds. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`In vain: ${what}`);
    await delay(50);
  }
}
