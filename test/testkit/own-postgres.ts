import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedPostgres, type EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { deadMansSwitch } from './dead-mans-switch.js';

/** A PostgreSQL of a test's own, which can be stopped, and started again on its port. */
export class OwnPostgres {
  private server: EmbeddedPostgres | null = null;
  private letGo: (() => void)[] = [];

  private constructor(private readonly folder: string) {}

  static async start(): Promise<OwnPostgres> {
    const postgres = new OwnPostgres(await mkdtemp(join(tmpdir(), 'atrium-postgres-')));
    await postgres.start();
    return postgres;
  }

  /** Of a database without tables. */
  get url(): string {
    return this.server!.url;
  }

  /** Of the administrator, who may make roles. */
  async superuserUrl(): Promise<string> {
    const { superuser } = JSON.parse(await readFile(join(this.folder, 'postgres/credentials.json'), 'utf8')) as {
      superuser: string;
    };
    const url = new URL(this.url);
    url.username = 'postgres';
    url.password = superuser;
    url.pathname = '/postgres';
    return url.href;
  }

  async start(): Promise<void> {
    this.server = await openEmbeddedPostgres({ dataDir: this.folder, as: 'command', durable: false });
    this.letGo = await holdEmbeddedPostgres(this.folder);
  }

  /** A fast shutdown: whoever is connected is cut off. */
  async stop(): Promise<void> {
    await this.server?.close();
    this.letGo.forEach((letGo) => letGo());
  }

  async close(): Promise<void> {
    await this.stop();
    await removeEmbeddedPostgres(this.folder);
  }
}

/** Has the PostgreSQL that runs in a data directory end with the test. */
export async function holdEmbeddedPostgres(dataDir: string): Promise<(() => void)[]> {
  const home = await realpath(join(dataDir, 'postgres'));
  const [processId] = (await readFile(join(home, 'data/postmaster.pid'), 'utf8')).split('\n');
  return [deadMansSwitch.holdProcess(Number(processId)), ...[home, dataDir].map(deadMansSwitch.holdFolder)];
}

/** Removes a data directory, in which nothing runs any more. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  for (const folder of [await realpath(join(dataDir, 'postgres')), dataDir])
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}
