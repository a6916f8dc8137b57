import { transformFileSync } from '@swc/core';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The second shell is root in the namespace, which the first, begun before the namespace had users, is not. */
const confine = [
  ...['unshare', '--user', 'sh', '-c', 'read ready && exec "$@"', 'sh'],
  ...['sh', '-c', 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"', 'sh'],
];

const parts = ['src/database/embedded', 'src/shared'];

/** What the child does: opens, tells, and closes when told to, unless it is to do something else `then`. */
const script = `
import { openEmbeddedPostgres } from './src/database/embedded/embedded-postgres.js';
const { then, ...options } = JSON.parse(process.argv[2]);
const progress = [];
try {
  const database = await openEmbeddedPostgres({ ...options, onProgress: (line) => progress.push(line) });
  process.on('message', async () => { await database.close(); process.send({ closed: true }, () => process.exit()); });
  process.send({ url: database.url, progress }, () => {
    if (then === 'wait') return;
    process.disconnect();
    if (then === 'close') void database.close();
  });
} catch (error) {
  process.send({ failure: error.name + ': ' + error.message, progress }, () => process.exit(1));
}`;

export interface ChildOptions {
  dataDir: string;
  as: 'server' | 'command';
  durable?: boolean;
  /** `close` and `forget`: at once, with nothing else that would keep the process alive; default `wait`, for the word to close. */
  then?: 'wait' | 'close' | 'forget';
}

export interface ChildIdentity {
  uid?: number;
  gid?: number;
  home?: string;
  /** In a user namespace that has all users, and in which no further one can be made. For root only. */
  confined?: boolean;
}

/** What a child said of its opening. */
export type Opening =
  { url: string; progress: string[]; failure?: undefined } | { failure: string; progress: string[]; url?: undefined };

/** The folder's code, compiled where any user can read it, to be run in processes that can be killed. */
export class EmbeddedChildren {
  private readonly code = mkdtempSync(join(tmpdir(), 'atrium-embedded-code-'));
  private readonly running = new Set<EmbeddedChild>();

  constructor() {
    chmodSync(this.code, 0o755);
    for (const part of parts) {
      mkdirSync(join(this.code, part), { recursive: true });
      for (const file of readdirSync(part).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))) {
        const { code } = transformFileSync(join(part, file), { sourceMaps: false });
        writeFileSync(join(this.code, part, file.replace(/ts$/, 'js')), code);
      }
    }
    symlinkSync(resolve('node_modules'), join(this.code, 'node_modules'));
    writeFileSync(join(this.code, 'package.json'), '{"type":"module"}');
    writeFileSync(join(this.code, 'child.js'), script);
  }

  start(options: ChildOptions, identity: ChildIdentity = {}): EmbeddedChild {
    const { uid, gid, home, confined } = identity;
    const command = [process.execPath, join(this.code, 'child.js'), JSON.stringify({ durable: false, then: 'wait', ...options })];
    const [file, ...args] = confined ? [...confine, ...command] : command;
    const env = home === undefined ? process.env : { ...process.env, HOME: home };
    const spawned = spawn(file!, args, { uid, gid, cwd: this.code, env, stdio: ['pipe', 'inherit', 'inherit', 'ipc'] });
    if (confined) void mapAllUsers(spawned);
    const child = new EmbeddedChild(spawned);
    this.running.add(child);
    return child;
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.running].map((child) => child.kill()));
    this.running.clear();
  }

  async dispose(): Promise<void> {
    await this.killAll();
    rmSync(this.code, { recursive: true, force: true });
  }
}

export class EmbeddedChild {
  /** Its answer, once it opened or failed to. */
  readonly opening: Promise<Opening>;
  private readonly exited: Promise<unknown>;

  constructor(private readonly process: ChildProcess) {
    this.exited = once(process, 'exit');
    this.opening = Promise.race([
      once(process, 'message').then(([message]) => message as Opening),
      this.exited.then(() => ({ failure: `exit ${String(process.exitCode)} without a word`, progress: [] })),
    ]);
  }

  get pid(): number {
    return this.process.pid!;
  }

  /** The URL; throws when it could not open. */
  async url(): Promise<string> {
    const { url, failure } = await this.opening;
    if (url === undefined) throw new Error(failure);
    return url;
  }

  /** Asks it to close, and waits for its end. */
  async close(): Promise<void> {
    this.process.send('close');
    await this.exited;
  }

  /** kill -9; resolved when it is gone. */
  async kill(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill('SIGKILL');
    await this.exited;
  }

  /** Waits for it to end by itself. */
  async end(): Promise<void> {
    await this.exited;
  }
}

/** Writes the namespace's user tables as soon as it exists, then lets the child go on. */
async function mapAllUsers(child: ChildProcess): Promise<void> {
  const own = readFileSync('/proc/self/uid_map', 'utf8');
  const table = '0 0 65536';
  for (;;) {
    await new Promise((later) => setTimeout(later, 10));
    if (readFileSync(`/proc/${child.pid}/uid_map`, 'utf8') !== own) break;
  }
  writeFileSync(`/proc/${child.pid}/uid_map`, table);
  writeFileSync(`/proc/${child.pid}/gid_map`, table);
  child.stdin!.end('\n');
}
