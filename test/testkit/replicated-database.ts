import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openEmbeddedPostgres, type EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { migrate } from '../../src/database/migrate.js';
import { RelationalDatabase } from '../../src/database/relational-database.js';
import { query } from './embedded-sandbox.js';
import { eventually } from './socket.js';

const run = promisify(execFile);
const open = (dataDir: string) => openEmbeddedPostgres({ dataDir, as: 'command', durable: false });

/** A migrated database with a streaming replica, both of the embedded PostgreSQL, on ports of their own. */
export class ReplicatedDatabase {
  private constructor(
    private readonly folder: string,
    private readonly primary: EmbeddedPostgres,
    private replica: EmbeddedPostgres,
    private readonly superuser: string,
  ) {}

  static async start(): Promise<ReplicatedDatabase> {
    const folder = await mkdtemp(join(tmpdir(), 'atrium-replicated-'));
    const [primaryDir, replicaDir] = [join(folder, 'primary'), join(folder, 'replica')];
    const first = await open(primaryDir);
    const database = await RelationalDatabase.open({ url: first.url, poolSize: 2 });
    await migrate(database);
    await database.close();
    await first.close();

    // A copy of a database that is stopped is whole.
    const home = await realpath(join(primaryDir, 'postgres'));
    await run('cp', ['-a', home, `${home}-replica`]);
    await rm(join(`${home}-replica`, 'port'), { force: true });
    await mkdir(replicaDir, { mode: 0o700 });
    await symlink(`${home}-replica`, join(replicaDir, 'postgres'));
    const primary = await open(primaryDir);
    const { superuser } = JSON.parse(await readFile(join(home, 'credentials.json'), 'utf8')) as { superuser: string };
    const data = join(`${home}-replica`, 'data');
    await writeFile(join(data, 'standby.signal'), '');
    const source = `host=127.0.0.1 port=${new URL(primary.url).port} user=postgres password=${superuser}`;
    await appendFile(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${source}'\n`);
    return new ReplicatedDatabase(folder, primary, await open(replicaDir), superuser);
  }

  get url(): string {
    return this.primary.url;
  }

  get replicaUrl(): string {
    return this.replica.url;
  }

  /** From now on the replica shows what it shows now. */
  async pause(): Promise<void> {
    await this.onReplica('select pg_wal_replay_pause()');
    await eventually(async () => (await this.onReplica('select pg_get_wal_replay_pause_state()'))[0] === 'paused');
  }

  async resume(): Promise<void> {
    await this.onReplica('select pg_wal_replay_resume()');
  }

  async stopReplica(): Promise<void> {
    await this.replica.close();
  }

  async startReplica(): Promise<void> {
    this.replica = await open(join(this.folder, 'replica'));
  }

  /** Runs one statement there, as the administrator. */
  onReplica(text: string): Promise<unknown[]> {
    const url = new URL(this.replica.url);
    [url.username, url.password] = ['postgres', this.superuser];
    return query(url.href, text);
  }

  async close(): Promise<void> {
    await this.replica.close();
    await this.primary.close();
    for (const one of ['primary', 'replica'])
      await rm(await realpath(join(this.folder, one, 'postgres')), { recursive: true, force: true });
    await rm(this.folder, { recursive: true, force: true });
  }
}
