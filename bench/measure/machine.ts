import { execFileSync } from 'node:child_process';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import type pg from 'pg';

/** What figures depend on, beside the code. */
export interface Machine {
  processor: string;
  cores: number;
  memoryGiB: number;
  system: string;
  node: string;
  postgres: string;
  /** `embedded`, or `DATABASE_URL` when a server was given. */
  database: string;
  postgresSettings: Readonly<Record<string, string>>;
  /** Of the last minute, before the run. */
  loadBefore: number;
  /** The last commit that changed the sources. */
  revision: string | null;
  measuredAt: string;
}

export async function describeMachine(client: pg.Client, database: string): Promise<Machine> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select name, current_setting(name) as value from pg_settings
     where name in ('server_version', 'shared_buffers', 'fsync', 'synchronous_commit', 'jit') order by name`,
  );
  const { server_version: version = '', ...settings } = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? arch(),
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${arch()}`,
    node: process.versions.node,
    postgres: version,
    database,
    postgresSettings: settings,
    loadBefore: loadavg()[0]!,
    revision: revision(),
    measuredAt: new Date().toISOString(),
  };
}

const root = new URL('../..', import.meta.url);

function revision(): string | null {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const changed = git('status', '--porcelain', '--', 'src') !== '';
    return `${git('log', '-1', '--format=%h', '--', 'src')}${changed ? ', changed' : ''}`;
  } catch {
    return null;
  }
}
