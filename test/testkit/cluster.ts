import { generateKeyPairSync } from 'node:crypto';
import { freePort } from '../../src/database/embedded/free-port.js';
import { rowsOf } from './database.js';
import { LoadBalancer } from './load-balancer.js';
import { OwnPostgres } from './own-postgres.js';
import { OwnRedis } from './own-redis.js';
import { sharedFolder } from './server-folder.js';
import { ServerProcess } from './server-process.js';
import { eventually } from './socket.js';

const RELAYING = `select application_name as name from pg_stat_activity
  where application_name like 'server %' and query like 'select relay_events%' order by query_start desc limit 1`;

const HOLDER = `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
  where l.locktype = 'advisory' and l.granted and l.objid = $1 and a.application_name like 'server %'`;

/** Servers on one PostgreSQL, one Redis and one folder of files, behind a load balancer: all of it is a test's own, which may stop and kill any of it. */
export class Cluster {
  readonly servers: ServerProcess[] = [];
  private balancer!: LoadBalancer;

  private constructor(
    readonly postgres: OwnPostgres,
    readonly redis: OwnRedis,
    private readonly folder: Awaited<ReturnType<typeof sharedFolder>>,
    private readonly ports: readonly number[],
    private readonly keys: string,
  ) {}

  static async start(size: number): Promise<Cluster> {
    const [postgres, redis, folder] = await Promise.all([OwnPostgres.start(), OwnRedis.start(), sharedFolder()]);
    const { privateKey } = generateKeyPairSync('ed25519');
    const keys = JSON.stringify([privateKey.export({ format: 'jwk' })]);
    const ports = await Promise.all(Array.from({ length: size }, freePort));
    const cluster = new Cluster(postgres, redis, folder, ports, keys);
    await Promise.all(ports.map((_port, index) => cluster.startServer(index)));
    cluster.balancer = await LoadBalancer.before(ports);
    return cluster;
  }

  /** Where the load balancer answers. */
  get url(): string {
    return this.balancer.url;
  }

  async startServer(index: number): Promise<void> {
    // Its connections bear its name, so that one can see which of them does what.
    const database = new URL(this.postgres.url);
    database.searchParams.set('application_name', `server ${index}`);
    this.servers[index] = await ServerProcess.start({
      PORT: String(this.ports[index]),
      DATABASE_URL: database.href,
      REDIS_URL: this.redis.url,
      ATRIUM_DATA_DIR: this.folder.path,
      ATRIUM_SIGNING_KEYS: this.keys,
      ATRIUM_TRUSTED_PROXIES: 'loopback',
    });
  }

  /** kill -9. */
  async killServer(index: number): Promise<void> {
    await this.servers[index]!.end('SIGKILL');
  }

  /** A server that carries events into the log, as soon as one is seen at it; undefined when none is for a while. */
  async leader(): Promise<number | undefined> {
    return eventually(() => this.serverOf(RELAYING), 3_000).catch(() => undefined);
  }

  /** The server that holds that advisory lock at this moment, if any does. */
  async holderOf(lock: number): Promise<number | undefined> {
    return this.serverOf(HOLDER, [lock]);
  }

  /** What a statement of the test's own answers. */
  readonly rows = <T extends object>(text: string, values?: unknown[]): Promise<T[]> =>
    rowsOf<T>(this.postgres.url, text, values);

  private async serverOf(text: string, values: unknown[] = []): Promise<number | undefined> {
    const [found] = await this.rows<{ name: string }>(text, values);
    return found && Number(found.name.slice('server '.length));
  }

  async close(): Promise<void> {
    await this.balancer.close();
    await Promise.all(this.servers.map((server) => server.end('SIGTERM')));
    await Promise.all([this.postgres.close(), this.redis.close(), this.folder.remove()]);
  }
}
