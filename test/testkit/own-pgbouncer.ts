import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from '../../src/database/embedded/free-port.js';
import { deadMansSwitch } from './dead-mans-switch.js';
import { OwnProcess } from './own-process.js';

/** A PgBouncer of a test's own before one role's database, with its default settings but for those that are given. */
export class OwnPgBouncer {
  private constructor(
    private readonly process: OwnProcess,
    private readonly folder: string,
    private readonly letGo: () => void,
    /** Of the database, through the pooler. */
    readonly url: string,
  ) {}

  static async before(databaseUrl: string, settings: Record<string, string | number> = {}): Promise<OwnPgBouncer> {
    const [folder, port] = await Promise.all([mkdtemp(join(tmpdir(), 'atrium-pgbouncer-')), freePort()]);
    const letGo = deadMansSwitch.holdFolder(folder);
    const { hostname, port: behind, username, password } = new URL(databaseUrl);
    const all = { listen_addr: '127.0.0.1', listen_port: port, unix_socket_dir: '', auth_type: 'any', pool_mode: 'transaction' };
    const lines = Object.entries({ ...all, ...settings }).map(([name, value]) => `${name} = ${value}`);
    const database = `* = host=${hostname} port=${behind} user=${username} password=${password}`;
    await writeFile(join(folder, 'pgbouncer.ini'), ['[databases]', database, '[pgbouncer]', ...lines, ''].join('\n'));
    await chmod(folder, 0o755);
    // It refuses to run as root.
    const as = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
    const bouncer = await OwnProcess.start('pgbouncer', [...as, join(folder, 'pgbouncer.ini')], port);
    const url = new URL(databaseUrl);
    url.port = String(port);
    return new OwnPgBouncer(bouncer, folder, letGo, url.href);
  }

  /** Runs a command on its console; `admin_users` has to name the role. */
  async console(command: string): Promise<void> {
    const url = new URL(this.url);
    url.pathname = '/pgbouncer';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query(command);
    await client.end();
  }

  /** Cuts all clients off. */
  async close(): Promise<void> {
    await this.process.stop('SIGQUIT');
    await rm(this.folder, { recursive: true, force: true });
    this.letGo();
  }
}
